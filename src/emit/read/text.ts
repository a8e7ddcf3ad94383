/** The whole text, for files that hold one value and nothing beside it. */
export function readText(text: string): string {
  return text.replace(/\n$/, '')
}
