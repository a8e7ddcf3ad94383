import type { Artifact, FileSpec } from '../artifacts/artifact.js'
import { render } from '../emit/environment.js'
import { fromPlain, noPlace } from '../inventory/defaults.js'
import type { Model } from '../model/model.js'
import type { Span } from '../source/span.js'
import type { Node, Plain } from '../syntax/node.js'
import { attempt } from './attempt.js'
import type { Cause } from './cause.js'
import type { Change, Experiment, Outcome } from './experiment.js'
import { fingerprint } from './fingerprint.js'
import type { Idle } from './joint.js'
import { lostLines } from './lines.js'

/** A file as it is, to be compared with what it would be. */
export interface Target {
  readonly artifact: Artifact
  readonly host: string
  readonly path: string
  readonly secret: boolean
  readonly lines: readonly string[]
  /** Of its view. */
  readonly print: string
}

/** What changing one value does to one file. */
export interface Effect {
  readonly cause: Cause
  /** Lines (from 0) that change or go while the file stays. */
  readonly lines: ReadonlySet<number>
  /** Whether it may bring lines that are not there. */
  readonly adds: boolean
  /** Whether some value takes the file away, or gives it another place. */
  readonly decides: boolean
}

/** The files of these artifacts, by host and path: `10.0.0.1:/etc/hosts`. */
export function targetsOf(artifacts: readonly Artifact[], model: Model, wanted: (spec: FileSpec) => boolean = () => true): Map<string, Target> {
  const targets = new Map<string, Target>()
  for (const artifact of artifacts)
    for (const spec of artifact.files(model)) {
      if (!wanted(spec)) continue
      const { host, path, secret, view } = spec
      targets.set(`${host}:${path}`, { artifact, host, path, secret, lines: linesOf(artifact, spec), print: fingerprint(view) })
    }
  return targets
}

/** What changing each of the causes does to each of the files; those without effect are left out. */
export function effectsOn(targets: readonly Target[], causes: readonly Cause[], experiment: Experiment): Map<Target, Effect[]> {
  const all = new Map<Target, Effect[]>(targets.map((target) => [target, []]))
  for (const cause of causes) for (const [target, effect] of effectOf(cause, targets, experiment)) all.get(target)?.push({ cause, ...effect })
  return all
}

type Sum = { readonly lines: Set<number>; adds: boolean; decides: boolean }

/** With `only`, what matters is one line, and it is enough to know that it changes. Each change that leaves all that matters as it is goes to `idle`. */
function effectOf(cause: Cause, targets: readonly Target[], experiment: Experiment, only?: number, idle: Change[] = []): Map<Target, Sum> {
  const found = new Map<Target, Sum>()
  for (const change of changesOf(cause)) {
    const outcome = experiment.run(change)
    const differing = outcome === undefined ? undefined : differences(targets, outcome)
    if (outcome === undefined || differing === undefined) continue
    const matter = [...differing].filter(([, { lost }]) => only === undefined || lost === undefined || lost.has(only))
    if (matter.length === 0) idle.push(change)
    for (const [target, { lost, adds }] of matter) {
      const sum = found.get(target) ?? { lines: new Set(), adds: false, decides: false }
      // Asking the checks takes as long as building: only where there is something new to learn.
      if (lost === undefined ? sum.decides : [...lost].every((line) => sum.lines.has(line)) && (sum.adds || !adds)) continue
      if (!outcome.valid()) break
      found.set(target, sum)
      if (lost === undefined) sum.decides = true
      else for (const line of lost) sum.lines.add(line)
      sum.adds ||= adds
    }
    if (only !== undefined && [...found.values()].some(({ lines }) => lines.has(only))) break
  }
  return found
}

/** The same for one line of one file, and the causes that alone do nothing to it, with changes that prove it. */
export function effectsOnLine(target: Target, line: number, causes: readonly Cause[], experiment: Experiment): { effects: Effect[]; idle: Idle[] } {
  const effects: Effect[] = []
  const idle: Idle[] = []
  for (const cause of causes) {
    const changes: Change[] = []
    const effect = effectOf(cause, [target], experiment, line, changes).get(target)
    if (effect !== undefined) effects.push({ cause, ...effect })
    else if (changes.length > 0) idle.push({ cause, changes })
  }
  return { effects, idle }
}

/** Each change that gives the cause one of its other values. */
export function changesOf(cause: Cause): ReturnType<Cause['give']>[] {
  return cause.others
    .filter((value) => JSON.stringify(value) !== JSON.stringify(cause.value))
    .map((value) => cause.give(nodeOf(value, cause.at ?? cause.node?.at)))
}

/** A variation as a value of the inventory: `{host}` makes it another one on every host. */
function nodeOf(value: Plain, at: Span | undefined): Node {
  const text = JSON.stringify(value)
  const expanded: Plain = text.includes('{host}')
    ? JSON.parse(text.replaceAll('{host}', "{{ inventory_hostname | replace('.', '-') | replace(':', '-') }}"))
    : value
  return fromPlain(expanded, at ?? noPlace)
}

interface Difference {
  /** Undefined where the file is not there any more. */
  readonly lost: ReadonlySet<number> | undefined
  readonly adds: boolean
  /** The file as it would be. */
  readonly after: readonly string[]
}

/** The files that differ; undefined where some of them cannot be written. */
export function differences(targets: readonly Target[], { model, nameOf }: Pick<Outcome, 'model' | 'nameOf'>): Map<Target, Difference> | undefined {
  const specs = new Map<string, FileSpec>()
  for (const artifact of new Set(targets.map((target) => target.artifact)))
    for (const spec of artifact.files(model)) specs.set(`${artifact.id} ${spec.host}:${spec.path}`, spec)
  const found = new Map<Target, Difference>()
  for (const target of targets) {
    const spec = specs.get(`${target.artifact.id} ${nameOf(target.host)}:${target.path}`)
    if (spec === undefined) found.set(target, { lost: undefined, adds: false, after: [] })
    else if (fingerprint(spec.view) !== target.print) {
      const after = attempt(() => linesOf(target.artifact, spec))
      if (after === undefined) return undefined
      const lost = lostLines(target.lines, after)
      const adds = after.length > target.lines.length - lost.size
      if (lost.size > 0 || adds) found.set(target, { lost, adds, after })
    }
  }
  return found
}

function linesOf(artifact: Artifact, spec: FileSpec): string[] {
  return render(artifact.id, spec.view).split('\n').slice(0, -1)
}
