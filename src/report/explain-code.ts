import type { Code } from '../diagnostics/diagnostic.js'
import { frame } from './frame.js'
import { type Paint, plain } from './paint.js'
import { compileSample, correction, type Samples } from './sample.js'

/** What a code means, with an example that is compiled on the spot, and how it looks when it is right. */
export function explainCode({ code, severity, summary, hint }: Code, samples: Samples, paint: Paint = plain): string {
  const lines = [`${paint(severity, `${severity}[${code}]`)}: ${summary}`]
  if (hint !== undefined) lines.push(`${paint('bold', 'hint:')} ${hint}`)
  const wrong = exampleOf(code, samples, paint)
  if (wrong !== undefined) lines.push('', paint('bold', 'Wrong, for example:'), '', wrong, '', paint('bold', 'Right:'), '', rightOf(code, samples, paint))
  return `${lines.join('\n')}\n`
}

/** Every code in one line each. */
export function listCodes(codes: readonly Code[], paint: Paint = plain): string {
  const width = Math.max(...codes.map(({ code }) => code.length))
  const lines = codes.map(({ code, severity, summary }) => `${paint('bold', code.padEnd(width))}  ${paint(severity, severity.padEnd(7))}  ${summary}`)
  return `${lines.join('\n')}\n`
}

/** The page that lists every code. */
export function codesPage(codes: readonly Code[], samples: Samples): string {
  const lines = [
    '# Codes of findings',
    '',
    'Derived from the codes in `src/` and the samples in `fixtures/checks/`; `npm run golden` writes it. An error: nothing is written. A',
    'warning: files are written, and somebody should look. A note: worth knowing. `pgcompile explain-code CODE` says the same.',
    '',
    '| code | severity | meaning |',
    '|---|---|---|',
    ...codes.map(({ code, severity, summary }) => `| [\`${code}\`](#${code}) | ${severity} | ${summary} |`),
  ]
  for (const { code, severity, summary, hint } of codes) {
    lines.push('', `## ${code}`, '', `${severity}: ${summary}${hint === undefined ? '' : `. Hint: ${hint}`}`)
    const wrong = exampleOf(code, samples, plain)
    const link = (file: string): string => `[\`${file}\`](../fixtures/checks/${file})`
    if (wrong !== undefined)
      lines.push('', `Wrong (${link(`${code}.yml`)}):`, ...fenced(wrong), '', `Right (${link(`${code}.fixed.yml`)}):`, ...fenced(rightOf(code, samples, plain)))
  }
  return `${lines.join('\n')}\n`
}

function exampleOf(code: string, samples: Samples, paint: Paint): string | undefined {
  if (!Object.hasOwn(samples, code)) return undefined
  const { diagnostics, secrets } = compileSample(code, 'failing', samples)
  const found = diagnostics.find((diagnostic) => diagnostic.code === code)
  // The hint stands above already.
  if (found === undefined) return undefined
  const { hint: _, ...rest } = found
  return frame(rest, { secrets, paint })
}

function rightOf(code: string, samples: Samples, paint: Paint): string {
  const sample = samples[code]
  if (sample === undefined) return ''
  const { first, lines } = correction(sample)
  const width = String(first + lines.length - 1).length
  return lines.map((line, index) => `${paint('faint', `${String(first + index).padStart(width)} |`)} ${line}`.trimEnd()).join('\n')
}

function fenced(text: string): string[] {
  return ['', '```text', text, '```']
}
