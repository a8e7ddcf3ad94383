/** The document in plain records and lists. Throws where it is not one valid document. */
export function readJson(text: string): unknown {
  return JSON.parse(text)
}
