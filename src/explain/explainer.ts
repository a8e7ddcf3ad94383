import { artifacts } from '../artifacts/artifacts.js'
import { isParameter, parameterNames, parameters } from '../catalog/catalog.js'
import { factShapes } from '../catalog/facts.js'
import { invariant } from '../diagnostics/invariant.js'
import { factNames } from '../inventory/facts.js'
import { defined } from '../model/defined.js'
import { Memory } from '../model/memory.js'
import type { Instance } from '../model/model.js'
import { compare } from '../source/compare.js'
import type { Span } from '../source/span.js'
import type { Interpreted, Loaded } from '../understand.js'
import type { Cause } from './cause.js'
import { causesOf } from './causes.js'
import { differences, effectsOn, effectsOnLine, type Target, targetsOf } from './effects.js'
import { Experiment } from './experiment.js'
import { formulaOf } from './formula.js'
import { jointCauses } from './joint.js'
import { keyPaths } from './key-path.js'
import type { LineExplanation, ShownCause } from './line.js'
import { type Matters, narrow } from './narrow.js'
import { readPath } from './path.js'
import { isProblem, type Problem, unknown } from './problem.js'
import { findLine, readReference } from './reference.js'
import { withoutStrangers } from './strangers.js'
import { bearersOf } from './subject.js'
import type { Use, ValueExplanation } from './value.js'
import { valuesOf } from './values.js'
import { veilLine } from './veil.js'

/** An inventory without errors, the places of its credentials, and whether a text holds a part of one (`Sink.secrets`, `Sink.betrays`). */
export type Understood = Loaded & Interpreted & { readonly secrets: readonly Span[]; readonly betrays: (text: string) => boolean }

interface Found {
  readonly target: Target
  readonly experiment: Experiment
  readonly instance?: Instance
}

/**
 * Says where lines of output files come from. By experiment: each value that the file may depend on is changed, the file is made again, and what
 * differs is compared with what is.
 */
export class Explainer {
  private readonly found = new Map<string, Found>()
  private readonly memory = new Memory()

  constructor(private readonly understood: Understood) {}

  /** A line by `<host>:<path>:<place>` or `out/hosts/<host>/<path>:<place>`; the place is a number, a key path, or a text that one line alone has. */
  line(reference: string): LineExplanation | Problem {
    const { model } = this.understood
    const specs = artifacts.flatMap((artifact) => artifact.files(model))
    const found = readReference(
      reference,
      model.hosts.map(({ name }) => name),
      specs,
    )
    if (isProblem(found)) return found
    const file = this.find(found.host, found.path)
    const { target } = file
    const paths = keyPaths(target.artifact.format, target.lines)
    const line = findLine(found, target.lines, paths)
    return typeof line === 'number' ? this.describe(file, line, paths.get(line)) : line
  }

  /** A file that the inventory compiles to, as what its lines are compared with. */
  private find(host: string, path: string): Found {
    const key = `${host}:${path}`
    const known = this.found.get(key)
    if (known !== undefined) return known
    const { model } = this.understood
    const artifact = artifacts.find((each) => each.files(model).some((spec) => spec.host === host && spec.path === path))
    invariant(artifact, `no file ${key}`)
    const target = targetsOf([artifact], model, (spec) => spec.host === host && spec.path === path).get(key)
    invariant(target, `no file ${key}`)
    const name = artifact.files(model).find((spec) => spec.host === host && spec.path === path)?.instance
    const instance = model.clusters.flatMap(({ instances }) => instances).find((each) => each.name === name)
    const found = { target, experiment: this.experimentFor(target), ...(instance === undefined ? {} : { instance }) }
    this.found.set(key, found)
    return found
  }

  /** A file that is the same without the instances of other hosts knows nothing of them: they need not be built again and again. */
  private experimentFor(target: Target): Experiment {
    const whole = new Experiment(this.understood, this.memory)
    const part = new Experiment(this.understood, this.memory, target.host)
    return differences([target], part.baseline())?.size === 0 ? part : whole
  }

  /** A parameter, fact or other variable, or a part of one (`pg_users[2].password`), of an instance, cluster, host or group. */
  value(subject: string, text: string): ValueExplanation | Problem {
    const bearers = bearersOf(subject, this.understood)
    if (isProblem(bearers)) return bearers
    const path = readPath(text)
    const causes = causesOf(new Set([path.name]), this.understood)
      .filter(({ name }) => name === path.name)
      .map((cause) => this.concealed(cause))
    if (causes.length === 0) return unknown('parameter', path.name, [...parameterNames, ...factNames])
    const values = valuesOf(bearers, path, causes, (node) =>
      this.understood.secrets.some(({ source, start, end }) => source === node.at.source && start >= node.at.start && end <= node.at.end),
    )
    if (isProblem(values)) return values
    const acting = values.flatMap(({ cause }) => cause ?? [])
    const [first] = acting
    const doc = first === undefined ? undefined : shown(first).doc
    const impact = isParameter(path.name) ? parameters[path.name].impact : []
    return {
      subject,
      label: first?.label ?? path.name,
      ...(doc === undefined ? {} : { doc }),
      ...(first?.shape === undefined ? {} : { type: bare(first.shape) }),
      values: values.map(({ shown: each }) => each),
      uses: this.usesOf(path.name, acting, new Set(bearers.map(({ host }) => host))),
      impact,
    }
  }

  /** The lines of the files of these hosts that values make. */
  private usesOf(name: string, causes: readonly Cause[], hosts: ReadonlySet<string>): readonly Use[] {
    const concerned = isParameter(name) ? artifacts.filter(({ uses }) => uses.includes(name)) : artifacts
    const targets = [...targetsOf(concerned, this.understood.model, (spec) => hosts.has(spec.host)).values()]
    const effects = effectsOn(targets, causes, new Experiment(this.understood, this.memory))
    return targets
      .flatMap((target): Use[] => {
        const own = effects.get(target) ?? []
        if (own.length === 0) return []
        const paths = keyPaths(target.artifact.format, target.lines)
        const lines = [...new Set(own.flatMap((effect) => [...effect.lines]))].sort((a, b) => a - b)
        const { host, path, artifact } = target
        return [
          {
            host,
            path,
            component: artifact.component,
            lines: lines.map((line) => {
              const keyPath = paths.get(line)
              return { line: line + 1, ...(keyPath === undefined ? {} : { keyPath }) }
            }),
            decides: own.some(({ decides }) => decides),
            impact: artifact.impact,
          },
        ]
      })
      .sort((a, b) => compare(a.host, b.host) || compare(a.path, b.path))
  }

  private describe({ target, experiment, instance }: Found, line: number, keyPath: string | undefined): LineExplanation {
    const possible = withoutStrangers(target, causesOf(new Set(target.artifact.uses), this.understood), experiment)
    const { effects, idle } = effectsOnLine(target, line, possible, experiment)
    const matters: Matters = (change) => {
      const outcome = experiment.run(change)
      if (outcome === undefined) return undefined
      if (differences([target], outcome)?.get(target)?.lost?.has(line) !== true) return false
      return outcome.valid() ? true : undefined
    }
    const causes = effects
      .filter(({ lines }) => lines.has(line))
      .flatMap(({ cause }) => narrow(cause, matters))
      .map((cause) => this.concealed(cause))
    const conditions = effects.filter(({ lines, decides }) => decides && !lines.has(line)).map(({ cause }) => this.concealed(cause))
    const { sets, bounded } = jointCauses(target, line, idle, experiment)
    const joint = sets.map((set) => ({ ...set, causes: set.causes.map((cause) => this.concealed(cause)) }))
    // A credential that may stand here although another value alone changes nothing stands at two places.
    const twice = joint.flatMap((set) => set.causes.filter(({ value }) => set.causes.filter((other) => other.value === value).length > 1))
    const behind = [...causes, ...twice]
    const text = target.lines[line] ?? ''
    const formula = formulaOf(text, keyPath, causes, instance)
    return {
      host: target.host,
      path: target.path,
      line: line + 1,
      text: veilLine(text, target.secret ? [...behind, ...conditions] : behind, this.understood.betrays),
      ...(keyPath === undefined ? {} : { keyPath }),
      component: target.artifact.component,
      ...(formula === undefined ? {} : { formula }),
      causes: causes.map(shown),
      conditions: conditions.map(shown),
      joint: joint.map((set) => ({ causes: set.causes.map(shown), decides: set.decides })),
      jointBounded: bounded,
    }
  }

  /** What looks like a credential is one, whatever its name says. */
  private concealed(cause: Cause): Cause {
    const { at } = cause
    return at !== undefined && this.understood.secrets.some(({ source, start }) => source === at.source && start === at.start)
      ? { ...cause, secret: true }
      : cause
  }
}

/** A cause for a report. */
export function shown({ kind, name, label, at, owner, value, secret, shape }: Cause): ShownCause {
  const doc = docOf(name, shape)
  return {
    kind,
    name,
    label,
    ...(at === undefined ? {} : { at }),
    ...(owner === undefined ? {} : { owner }),
    // A list or map may hold credentials somewhere inside.
    ...(secret || value === undefined || typeof value === 'object' ? {} : { value }),
    secret,
    ...(doc === undefined ? {} : { doc }),
  }
}

function docOf(name: string, shape: Cause['shape']): string | undefined {
  if (shape !== undefined && 'doc' in shape && typeof shape.doc === 'string') return shape.doc
  if (isParameter(name)) return parameters[name].doc
  return Object.hasOwn(factShapes, name) ? Object.entries(factShapes).find(([fact]) => fact === name)?.[1].doc : undefined
}

/** What a value may be, without its default, which may be a password. */
function bare(shape: NonNullable<ValueExplanation['type']>): NonNullable<ValueExplanation['type']> {
  const { type, values, open, pattern, min, max, items, unit } = shape
  return defined({ type, values, open, pattern, min, max, items, unit })
}
