/** Markup that needs no escaping any more. */
export class Markup {
  constructor(readonly text: string) {}
}

type Piece = string | number | Markup | readonly Piece[] | undefined

/** Builds markup: every value is escaped unless it is markup itself; lists are joined, undefined is nothing. The only way text gets into the page. */
export function html(parts: TemplateStringsArray, ...values: readonly Piece[]): Markup {
  return new Markup(parts.reduce((text, part, index) => text + inserted(values[index - 1]) + part))
}

function inserted(value: Piece): string {
  if (value === undefined) return ''
  if (value instanceof Markup) return value.text
  if (typeof value === 'string' || typeof value === 'number') return escaped(String(value))
  return value.map(inserted).join('')
}

export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`)
}
