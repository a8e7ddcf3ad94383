import { compare } from '../source/compare.js'
import { sha256 } from '../source/sha256.js'
import type { EmittedFile } from './emit.js'
import { type Digest, digester, listed, recordOf } from './manifest.js'

/** What many files have in common: all of a file but its place, its instance and its text. */
type Kind = Omit<EmittedFile, 'host' | 'path' | 'instance' | 'text'>

interface Entry {
  readonly path: string
  readonly kind: Kind
  readonly instance: string | undefined
  readonly digest: Digest
}

/** The text of a piece at least, but for the last one. */
const piece = 1 << 16

/** What manifest.json says of the files of a run, kept without their texts; its text is made, in pieces, when somebody asks for it. Files come kind by kind. */
export class Listing implements Iterable<string> {
  private readonly hosts = new Map<string, Entry[]>()
  private kinds: Kind[] = []
  private digestOf: (text: string) => Digest
  private count = 0

  constructor(private readonly hash = sha256) {
    this.digestOf = digester(hash)
  }

  /** Number of files. */
  get length(): number {
    return this.count
  }

  add(file: EmittedFile): void {
    if (this.kinds[0]?.artifact !== file.artifact) {
      this.kinds = []
      this.digestOf = digester(this.hash)
    }
    const { host, path, instance, text } = file
    const entry = { path, kind: this.kindOf(file), instance, digest: this.digestOf(text) }
    const there = this.hosts.get(host)
    if (there === undefined) this.hosts.set(host, [entry])
    else there.push(entry)
    this.count++
  }

  *[Symbol.iterator](): Iterator<string> {
    let text = ''
    for (const part of listed(this.records())) {
      text += part
      if (text.length < piece) continue
      yield text
      text = ''
    }
    yield text
  }

  private *records(): Iterable<string> {
    for (const [host, entries] of [...this.hosts].sort(([a], [b]) => compare(a, b)))
      for (const { path, kind, instance, digest } of entries.sort((a, b) => compare(a.path, b.path)))
        yield recordOf({ ...kind, host, path, ...(instance === undefined ? {} : { instance }) }, digest)
  }

  private kindOf({ artifact, owner, group, mode, secret, component, impact }: EmittedFile): Kind {
    const known = this.kinds.find(
      (kind) => kind.mode === mode && kind.owner === owner && kind.group === group && kind.secret === secret && kind.impact.unit === impact.unit,
    )
    if (known !== undefined) return known
    const kind = { artifact, owner, group, mode, secret, component, impact }
    this.kinds.push(kind)
    return kind
  }
}
