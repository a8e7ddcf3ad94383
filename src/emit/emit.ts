import type { Artifact, FileImpact, FileSpec } from '../artifacts/artifact.js'
import type { Report, Sink } from '../diagnostics/sink.js'
import type { Described } from '../model/model.js'
import type { Span } from '../source/span.js'
import { emitCodes } from './codes.js'
import type { Templates } from './environment.js'
import { InexpressibleValue } from './inexpressible.js'
import { Lately } from './lately.js'
import { byPlace } from './merge.js'
import type { Printed } from './printed.js'
import { printer } from './printer.js'
import { type Subject, type Subjects, subjectsOf } from './subjects.js'

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
export function emit(artifacts: readonly Artifact[], model: Described, sink: Sink, options: EmitOptions = {}): EmittedFile[] {
  if (options.printed !== undefined) return emitAgain(artifacts, subjectsOf(model, options.printed.subject), sink, options.printed, options)
  const files: EmittedFile[] = []
  emitEach(artifacts, model, sink, (file) => files.push(file), options)
  return files.sort(byPlace)
}

/** The same where the run before has left its files: only what is made of a subject that has changed is looked at. */
function emitAgain(artifacts: readonly Artifact[], subjects: Subjects, sink: Sink, printed: Printed, options: EmitOptions): EmittedFile[] {
  const { progress } = options
  const { changed, standing } = printed.turn(subjects, sink)
  const run = (each: Subjects, before: number): readonly Report[] => {
    const reports: Report[] = []
    const count = progress && ((files: number): void => progress(before + files))
    const receive = (file: EmittedFile, subject: Subject): void => printed.take(file, subject)
    emitSubjects(artifacts, each, sink, (...report) => reports.push(report), receive, { ...options, progress: count })
    return reports
  }
  if (changed !== undefined) {
    progress?.(standing)
    const merged = run(changed, standing).length === 0 ? printed.merged() : undefined
    if (merged !== undefined) return merged
  }
  // What is to be reported depends on the order of all files.
  printed.restart()
  const reports = run(subjects, 0)
  for (const report of reports) sink.report(...report)
  return printed.whole(reports.length === 0)
}

/** The same for who takes each file as soon as it is made, kind by kind: nothing here keeps its text longer than it takes to print those of the same kind. */
export function emitEach(
  artifacts: readonly Artifact[],
  model: Described,
  sink: Sink,
  receive: (file: EmittedFile) => void,
  options: Omit<EmitOptions, 'printed'> = {},
): void {
  emitSubjects(artifacts, subjectsOf(model), sink, (...report) => sink.report(...report), receive, options)
}

function emitSubjects(
  artifacts: readonly Artifact[],
  subjects: Subjects,
  sink: Sink,
  report: (...report: Report) => void,
  receive: (file: EmittedFile, subject: Subject) => void,
  { templates, progress, printed }: EmitOptions,
): void {
  const first = new Map<string, Map<string, Span>>()
  /** Hosts have files of the same names: each path is kept once. */
  const paths = new Map<string, string>()
  let count = 0
  for (const artifact of artifacts) {
    const print = printer(artifact, templates)
    const betraying = new Lately<boolean>()
    const emitFile = (path: string, spec: FileSpec): EmittedFile => {
      const text = printed?.find(spec)?.text ?? print(spec)
      const betrays = !spec.secret && betraying.of(text, () => sink.betrays(text))
      const file = fileOf(artifact, path, betrays ? closed(spec) : spec, text)
      return printed?.keep(spec, file) ?? file
    }
    for (const subject of subjects[artifact.each ?? 'model'])
      for (const spec of printed?.specs(artifact, subject) ?? artifact.files(subject.scope)) {
        const { host, at } = spec
        const path = paths.get(spec.path) ?? spec.path
        paths.set(path, path)
        let there = first.get(host)
        if (there === undefined) {
          there = new Map()
          first.set(host, there)
        }
        const earlier = there.get(path)
        if (earlier !== undefined) {
          report(emitCodes['file-written-twice'], at, `${path} on ${host} is asked for twice; only one can be installed`, {
            related: [{ at: earlier, message: 'the other one comes from here' }],
          })
          continue
        }
        there.set(path, at)
        try {
          receive(emitFile(path, spec), subject)
          progress?.(++count)
        } catch (error) {
          if (!(error instanceof InexpressibleValue)) throw error
          report(emitCodes['value-not-expressible'], at, `${path} on ${host} cannot be written: ${error.reason}`)
        }
      }
  }
}

/** The file with a credential in a place that is none: a line of a crontab, an option of a service. It stays for its owner and group. */
function closed(spec: FileSpec): FileSpec {
  const mode = (Number.parseInt(spec.mode, 8) & 0o770).toString(8).padStart(4, '0')
  return { ...spec, mode, secret: true }
}

function fileOf(artifact: Artifact, path: string, spec: FileSpec, text: string): EmittedFile {
  const { host, owner, group, mode, secret, instance, unit } = spec
  const { id, component } = artifact
  const impact = unit === undefined ? artifact.impact : { ...artifact.impact, unit }
  return { artifact: id, host, path, owner, group, mode, secret, component, ...(instance === undefined ? {} : { instance }), impact, text }
}
