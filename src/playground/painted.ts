import type { Paint, Style } from '../report/paint.js'
import type { Source } from '../source/source.js'
import { Span } from '../source/span.js'
import { button, element } from './element.js'

/** Characters that no report has: they come before a style, between it and its text, and behind that. */
const [begin, middle, end] = ['\u0001', '\u0002', '\u0003']

/** Marks what a report on a terminal would colour. */
export const paint: Paint = (style: Style, text: string) => `${begin}${style}${middle}${text}${end}`

/** The lines of a painted report as elements; places in the inventory lead there. */
export function painted(text: string, source: Source, jump: (place: Span) => void): readonly Node[] {
  return text.split(new RegExp(`(${begin}[^${end}]*${end})`)).flatMap((part) => {
    const [, style = '', inner = ''] = new RegExp(`^${begin}([^${middle}]*)${middle}([^${end}]*)${end}$`).exec(part) ?? []
    return style === '' ? linked(part, source, jump) : [element('span', { class: style }, inner)]
  })
}

/** Turns every `inventory.yml:33:7` into a button. */
export function linked(text: string, source: Source, jump: (place: Span) => void): Node[] {
  const name = source.name.replace(/[.]/g, '\\.')
  return text.split(new RegExp(`(${name}:\\d+:\\d+)`)).map((part, index) => {
    const [line = 0, column = 0] = part.split(':').slice(1).map(Number)
    return index % 2 === 0 ? document.createTextNode(part) : button(part, { class: 'place' }, () => jump(placeOf(source, line, column)))
  })
}

/** The word at a line and column. */
function placeOf(source: Source, line: number, column: number): Span {
  const lines = source.text.split('\n')
  const start = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0) + column - 1
  return new Span(source, start, start + (/^[\w.'"-]+/.exec(lines[line - 1]?.slice(column - 1) ?? '')?.[0].length ?? 0))
}
