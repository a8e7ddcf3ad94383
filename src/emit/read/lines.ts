/** The lines of a file without the empty ones and those that begin with a #. */
export function readLines(text: string): readonly string[] {
  return text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
}
