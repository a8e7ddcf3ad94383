import { lineOf } from './line.js'

/** One word, or a part of one, of a POSIX shell script, without expansion. */
export function quoteShell(value: unknown): string {
  const text = lineOf(value, 'a word of a shell script')
  return /^[A-Za-z0-9_./:,@%+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`
}
