import type { Artifact, FileImpact, FileSpec } from '../artifacts/artifact.js'
import { Bug, invariant } from '../diagnostics/invariant.js'
import type { Sink } from '../diagnostics/sink.js'
import type { Model } from '../model/model.js'
import { compare } from '../source/compare.js'
import type { Span } from '../source/span.js'
import { emitCodes } from './codes.js'
import { firstDifference } from './compare.js'
import { render, type Templates } from './environment.js'
import { InexpressibleValue } from './inexpressible.js'
import type { Printed } from './printed.js'
import { readers } from './read/readers.js'
import { YamlPieces } from './read/yaml.js'

/** A file of a host, ready to be installed. */
export interface EmittedFile {
  /** Id of the artifact that it is. */
  readonly artifact: string
  readonly host: string
  /** Absolute path on the host. */
  readonly path: string
  readonly owner: string
  readonly group: string
  /** Four octal digits. */
  readonly mode: string
  readonly secret: boolean
  readonly component: string
  readonly instance?: string
  readonly impact: FileImpact
  readonly text: string
}

export interface EmitOptions {
  /** Templates other than the bundled ones. */
  readonly templates?: Templates
  /** Called with the number of files printed so far. */
  readonly progress?: ((files: number) => void) | undefined
  /** The files of an earlier run. */
  readonly printed?: Printed | undefined
}

/**
 * The files of all artifacts by host, then path. Each was read back and holds what its view decided; a difference is a Bug.
 * Reports `value-not-expressible` and `file-written-twice`; such a file is not in the result.
 */
export function emit(artifacts: readonly Artifact[], model: Model, sink: Sink, { templates, progress, printed }: EmitOptions = {}): EmittedFile[] {
  printed?.turn()
  const first = new Map<string, Span>()
  const files: EmittedFile[] = []
  const betraying = new Map<string, boolean>()
  const holdsCredential = ({ secret }: FileSpec, text: string): boolean => {
    if (secret) return false
    const known = betraying.get(text) ?? sink.betrays(text)
    betraying.set(text, known)
    return known
  }
  for (const artifact of artifacts) {
    const print = printer(artifact, templates)
    for (const spec of artifact.files(model)) {
      const place = `${spec.host}\0${spec.path}`
      const earlier = first.get(place)
      if (earlier !== undefined) {
        sink.report(emitCodes['file-written-twice'], spec.at, `${spec.path} on ${spec.host} is asked for twice; only one can be installed`, {
          related: [{ at: earlier, message: 'the other one comes from here' }],
        })
        continue
      }
      first.set(place, spec.at)
      try {
        const known = printed?.find(artifact, spec)
        const text = known?.file.text ?? print(spec)
        const file = fileOf(artifact, holdsCredential(spec, text) ? closed(spec) : spec, text)
        files.push(printed?.keep(artifact, spec, file, known) ?? file)
        progress?.(files.length)
      } catch (error) {
        if (!(error instanceof InexpressibleValue)) throw error
        sink.report(emitCodes['value-not-expressible'], spec.at, `${spec.path} on ${spec.host} cannot be written: ${error.reason}`)
      }
    }
  }
  return files.sort((a, b) => compare(a.host, b.host) || compare(a.path, b.path))
}

interface Proof {
  /** One text for all files that say the same: fleets have a few texts many times. */
  readonly text: string
  /** What reading it gave. */
  readonly facts: unknown
}

/** Renders and reads back. Many hosts have the same text: it is kept and parsed once, and a view that several share is printed once. */
function printer(artifact: Artifact, templates: Templates | undefined): (spec: FileSpec) => string {
  const proofs = new Map<string, Proof>()
  const pieces = new YamlPieces()
  const texts = new Map<unknown, string>()
  return (spec) => {
    const known = typeof spec.view === 'object' ? texts.get(spec.view) : undefined
    if (known !== undefined) return known
    const printed = render(artifact.id, spec.view, templates)
    let proof = proofs.get(printed)
    if (proof === undefined) {
      proof = { text: printed, facts: readBack(artifact, printed, pieces) }
      proofs.set(printed, proof)
    }
    const { text, facts } = proof
    const decided = artifact.content ? artifact.content(spec.view) : spec.view
    const difference = firstDifference(decided, facts, artifact.format === 'yaml' || artifact.format === 'json')
    invariant(difference === undefined, `${artifact.id}: what was printed differs from what was decided at ${difference}`)
    texts.set(spec.view, text)
    return text
  }
}

function readBack(artifact: Artifact, text: string, pieces: YamlPieces): unknown {
  try {
    return readers[artifact.format](text, pieces)
  } catch (error) {
    // A parser may quote the text, which may hold a secret; our readers name only the line.
    throw new Bug(`${artifact.id}: what was printed is not ${artifact.format}${error instanceof Bug ? `: ${error.message}` : ''}`)
  }
}

/** The file with a credential in a place that is none: a line of a crontab, an option of a service. It stays for its owner and group. */
function closed(spec: FileSpec): FileSpec {
  const mode = (Number.parseInt(spec.mode, 8) & 0o770).toString(8).padStart(4, '0')
  return { ...spec, mode, secret: true }
}

function fileOf(artifact: Artifact, spec: FileSpec, text: string): EmittedFile {
  const { host, path, owner, group, mode, secret, instance, unit } = spec
  const { id, component } = artifact
  const impact = unit === undefined ? artifact.impact : { ...artifact.impact, unit }
  return { artifact: id, host, path, owner, group, mode, secret, component, ...(instance === undefined ? {} : { instance }), impact, text }
}
