/** The fields of every line, as libpq splits them. */
export function readPgpass(text: string): readonly (readonly string[])[] {
  return text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => [...line.matchAll(/((?:[^:\\]|\\.)*)(?::|$)/gs)].map(([, field = '']) => field.replace(/\\(.)/gs, '$1')).slice(0, -1))
}
