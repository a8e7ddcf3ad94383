import { Bug } from '../../diagnostics/invariant.js'

/** Hosts records: the address and the names of each line. */
export function readHosts(text: string): readonly (readonly [address: string, names: readonly string[]])[] {
  return text.split('\n').flatMap((line, index) => {
    const [address, ...names] = line
      .replace(/#.*$/s, '')
      .split(/[ \t]+/)
      .filter((word) => word !== '')
    if (address === undefined) return []
    if (names.length === 0) throw new Bug(`line ${index + 1} has an address without a name`)
    return [[address, names] as const]
  })
}
