import { sha256 } from '../source/sha256.js'
import type { EmittedFile } from './emit.js'
import { Lately } from './lately.js'

const encoder = new TextEncoder()

/**
 * The text of manifest.json: `{ version, generator, files }`, one file a line in the order given, with host, path, owner, group, mode,
 * sha256 (hexadecimal, of the UTF-8 bytes), size (bytes), component, artifact (id of the kind of file), instance (null where there is none), secret and impact.
 * `known` are records of files that were listed before, `hash` is SHA-256.
 */
export function manifest(files: readonly EmittedFile[], known = new WeakMap<EmittedFile, string>(), hash = sha256): string {
  const digests = new Digests(hash)
  const records = files.map((file) => {
    let record = known.get(file)
    if (record === undefined) {
      record = recordOf(file, digests.of(file.text))
      known.set(file, record)
    }
    return record
  })
  return [...listed(records)].join('')
}

/** The text of manifest.json around the records of its files, in pieces. */
export function* listed(records: Iterable<string>): Iterable<string> {
  let before = '{\n  "version": 1,\n  "generator": "pgcompile",\n  "files": [\n    '
  for (const record of records) {
    yield before
    yield record
    before = ',\n    '
  }
  yield before === ',\n    ' ? '\n  ]\n}\n' : `${before.trimEnd()}]\n}\n`
}

/** Of a text in UTF-8. */
export interface Digest {
  readonly sha256: string
  readonly size: number
}

/** Many files have the same text: it is hashed once. */
export class Digests {
  private readonly known = new Lately<Digest>()

  constructor(private readonly hash: (bytes: Uint8Array) => string) {}

  of(text: string): Digest {
    let digest = this.known.get(text)
    if (digest === undefined) {
      const bytes = encoder.encode(text)
      digest = { sha256: this.hash(bytes), size: bytes.length }
      this.known.set(text, digest)
    }
    return digest
  }
}

/** One line of the list. */
export function recordOf(file: Omit<EmittedFile, 'text'>, digest: Digest): string {
  const { host, path, owner, group, mode, component, artifact, secret } = file
  const { action, unit, how } = file.impact
  return JSON.stringify({
    host,
    path,
    owner,
    group,
    mode,
    sha256: digest.sha256,
    size: digest.size,
    component,
    artifact,
    instance: file.instance ?? null,
    secret,
    impact: { action, unit, how },
  })
}
