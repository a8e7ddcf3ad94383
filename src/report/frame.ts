import type { Diagnostic } from '../diagnostics/diagnostic.js'
import type { Span } from '../source/span.js'
import { excerpt } from './excerpt.js'
import { type Paint, plain, type Style } from './paint.js'

export interface FrameOptions {
  /** Places that must not be shown. */
  readonly secrets: readonly Span[]
  readonly paint?: Paint
  /** Columns of source text. */
  readonly width?: number
}

/**
 * One finding with the lines it is about. The first line is `file:line:column: severity[code]: message`, as editors read it;
 * then the line of the inventory with carets below the value, the related places in the same way, and the hint.
 */
export function frame({ at, severity, code, message, related, hint }: Diagnostic, { secrets, paint = plain, width = 110 }: FrameOptions): string {
  const gutter = Math.max(...[at, ...related.map((other) => other.at)].map((span) => String(span.from.line).length))
  const margin = ' '.repeat(gutter)
  const picture = (span: Span, style: Style, sign: string): string[] => {
    const { line, text, start, end } = excerpt(span, secrets, width)
    if (text === '') return []
    return [
      `${paint('faint', `${String(line).padStart(gutter)} |`)} ${text}`,
      `${paint('faint', `${margin} |`)} ${' '.repeat(start)}${paint(style, sign.repeat(end - start))}`,
    ]
  }
  const lines = [`${paint('bold', `${at}:`)} ${paint(severity, `${severity}[${code}]`)}: ${message}`, ...picture(at, severity, '^')]
  for (const other of related)
    lines.push(`${margin} ${paint('faint', '=')} ${paint('bold', `${other.at}:`)} ${other.message}`, ...(other.bare ? [] : picture(other.at, 'faint', '-')))
  if (hint !== undefined) lines.push(`${margin} ${paint('faint', '=')} ${paint('bold', 'hint:')} ${hint}`)
  return lines.join('\n')
}
