import { demandBareEdges, lineOf } from './line.js'

/** The value of a setting in pgbouncer.ini: it runs to the end of the line, and no quotes exist. */
export function quotePgbouncer(value: unknown): string {
  const what = 'a pgbouncer.ini value'
  const text = lineOf(value, what)
  demandBareEdges(text, what)
  return text
}
