import { base64 } from '../../source/base64.js'
import { sha256 } from '../../source/sha256.js'

/** The content security policy of a page that is complete in itself: these styles and scripts, by their digests, and nothing else. */
export function policyOf(styles: readonly string[], scripts: readonly string[]): string {
  return `default-src 'none'; style-src ${hashes(styles)}; script-src ${hashes(scripts)}; base-uri 'none'; form-action 'none'`
}

function hashes(texts: readonly string[]): string {
  return [...new Set(texts)].map((text) => `'sha256-${base64(digest(text))}'`).join(' ')
}

function digest(text: string): Uint8Array {
  const hex = sha256(new TextEncoder().encode(text))
  return Uint8Array.from({ length: hex.length / 2 }, (_, index) => Number.parseInt(hex.slice(2 * index, 2 * index + 2), 16))
}
