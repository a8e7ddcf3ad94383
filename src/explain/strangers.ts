import { factShapes } from '../catalog/facts.js'
import { compare } from '../source/compare.js'
import type { Cause } from './cause.js'
import { changesOf, differences, type Target } from './effects.js'
import type { Change, Experiment } from './experiment.js'

/**
 * The causes without those facts of machines and addresses of other hosts that do nothing to the file: a machine's size is its own affair nearly
 * everywhere. All facts, and all addresses, are changed at once, and only where the file then differs, halves of them, down to each alone.
 */
export function withoutStrangers(target: Target, causes: readonly Cause[], experiment: Experiment): readonly Cause[] {
  const facts = causes.filter(({ name }) => Object.hasOwn(factShapes, name)).sort((a, b) => compare(a.name, b.name))
  const others = causes.filter(({ kind, name }) => kind === 'host' && name !== target.host)
  const idle = new Set([facts, others].flatMap((group) => idleOf(group, target, experiment)))
  return causes.filter((cause) => !idle.has(cause))
}

function idleOf(group: readonly Cause[], target: Target, experiment: Experiment): readonly Cause[] {
  if (isIdle(group, target, experiment)) return group
  if (group.length < 3) return []
  const half = Math.ceil(group.length / 2)
  return [group.slice(0, half), group.slice(half)].flatMap((part) => idleOf(part, target, experiment))
}

function isIdle(group: readonly Cause[], target: Target, experiment: Experiment): boolean {
  const rows = group.map((cause) => changesOf(cause))
  const most = Math.max(...rows.map((changes) => changes.length))
  return Array.from({ length: most }, (_, index) => rows.flatMap((changes): Change[] => changes.slice(index % changes.length).slice(0, 1))).every((changes) => {
    const outcome = experiment.run({ kind: 'all', changes })
    return outcome !== undefined && differences([target], outcome)?.size === 0
  })
}
