import { sha256 } from '../source/sha256.js'
import type { EmittedFile } from './emit.js'

/**
 * The text of manifest.json: `{ version, generator, files }`, one file a line in the order given, with host, path, owner, group, mode,
 * sha256 (hexadecimal, of the UTF-8 bytes), size (bytes), component, instance (null where there is none), secret and impact.
 */
export function manifest(files: readonly EmittedFile[]): string {
  const encoder = new TextEncoder()
  const records = files.map((file) => {
    const bytes = encoder.encode(file.text)
    const { host, path, owner, group, mode, component, secret } = file
    const { action, unit, how } = file.impact
    return JSON.stringify({
      host,
      path,
      owner,
      group,
      mode,
      sha256: sha256(bytes),
      size: bytes.length,
      component,
      instance: file.instance ?? null,
      secret,
      impact: { action, unit, how },
    })
  })
  const body = records.length === 0 ? '' : `\n    ${records.join(',\n    ')}\n  `
  return `{\n  "version": 1,\n  "generator": "pgcompile",\n  "files": [${body}]\n}\n`
}
