import type { Sink } from '../diagnostics/sink.js'
import { ReadLog } from '../inventory/read-log.js'
import type { Answers } from './answers.js'
import { askedOf, type Bearer, compareMade, isCommon, type Made, type Surroundings } from './made.js'

/** How many variants of one thing are kept: members of a cluster differ, and so do inventories that are tried one after the other. */
export const most = 6

/** By kind, the latest first. */
export type Shelf = Map<string, Made[]>

/** What somebody has made of the same, or makes now: on the shelf for who is the same, among the common things for who has the same values. */
export function recall(
  name: string,
  shelf: Shelf | undefined,
  common: Answers | undefined,
  inputs: readonly unknown[],
  bearer: Bearer,
  sink: Sink,
  make: (log: ReadLog, around: Set<Surroundings>) => unknown,
): Made {
  const { values } = bearer.settings
  const outer = values.log
  values.log = undefined
  let found = shelf?.get(name)?.find((each) => compareMade(each, inputs, bearer) === 'same')
  if (found === undefined) {
    found = common?.find(inputs, bearer)
    if (found !== undefined) put(shelf, name, found)
  }
  values.log = outer
  if (found === undefined) found = makeNow(name, shelf, common, inputs, bearer, sink, make)
  else for (const report of found.reports) sink.report(...report)
  if (outer !== undefined) for (const { find, what } of found.asked) outer.merge(find(bearer), what)
  return found
}

function makeNow(...[name, shelf, common, inputs, bearer, sink, make]: Parameters<typeof recall>): Made {
  const { values } = bearer.settings
  const outer = values.log
  const log = new ReadLog()
  const around = new Set<Surroundings>()
  values.log = log
  try {
    const { made: value, reports } = sink.recorded(() => make(log, around))
    const asked = askedOf(log, bearer)
    const made = { value, inputs, around: [...around].map((who) => ({ who, identity: bearer.identity[who] })), asked: asked ?? [], reports }
    values.log = undefined
    if (asked !== undefined) put(shelf, name, made)
    else if (outer !== undefined) outer.incomplete = true
    if (asked !== undefined && isCommon(made)) common?.add(made, bearer)
    return made
  } finally {
    values.log = outer
  }
}

function put(shelf: Shelf | undefined, name: string, made: Made): void {
  if (shelf === undefined) return
  const variants = shelf.get(name)
  if (variants === undefined) shelf.set(name, [made])
  else {
    if (variants.length >= most) variants.pop()
    variants.unshift(made)
  }
}
