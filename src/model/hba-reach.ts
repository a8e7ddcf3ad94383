import type { Span } from '../source/span.js'
import { isHbaRecord } from '../syntax/hba.js'
import { ConnectionSpace } from './connection-space.js'
import { type ConnectionBox, uncovered } from './connections.js'
import type { HbaLine, HbaReader, HbaRule } from './hba.js'
import type { Cluster, Instance, Model } from './model.js'
import { Remembered } from './remembered.js'

/** The access rules that one daemon reads, and the space of the connections it can be asked for. */
export interface HbaFile {
  readonly instance: Instance
  readonly reader: HbaReader
  readonly space: ConnectionSpace
  /** In the order in which they are tried. */
  readonly entries: readonly HbaUnit[]
}

/** What its author sees as one entry: a rule with an address and all lines of it, or one raw line. */
export interface HbaUnit {
  /** The same wherever the same place of the inventory is used. */
  readonly id: string
  readonly rule: HbaRule
  /** `pg_hba_rules[2]`, with the title in parentheses where it has one. */
  readonly name: string
  readonly at: Span
  readonly lines: readonly { readonly line: HbaLine; readonly boxes: readonly ConnectionBox[] }[]
  /** All that it matches. */
  readonly boxes: readonly ConnectionBox[]
}

const filesOf = new WeakMap<Model, readonly HbaFile[]>()

/** Every file of access rules of a model: of each server, and of the pool beside it. Made once, since many checks ask. */
export function hbaFiles(model: Model): readonly HbaFile[] {
  const files = filesOf.get(model) ?? hbaFilesOf(model.clusters)
  filesOf.set(model, files)
  return files
}

/** The same of these clusters alone. */
export function hbaFilesOf(clusters: readonly Cluster[]): readonly HbaFile[] {
  return clusters.flatMap(({ instances }) =>
    instances.flatMap((instance) => {
      const server = instance.hba === undefined ? [] : [hbaFile(instance, 'postgres', instance.hba)]
      return instance.pool === undefined ? server : [...server, hbaFile(instance, 'pool', instance.pool.hba)]
    }),
  )
}

/** `name` of the `HbaUnit` that a line belongs to. A line that the inventory gives as it is is one by itself. */
export function entryName({ source, title, lines }: HbaRule, line: HbaLine): string {
  const name = title === undefined ? source : `${source} (${title})`
  return line.raw === undefined || lines.length === 1 ? name : `${name}, line ${lines.indexOf(line) + 1}`
}

/** `id` of the same. */
export function entryId(rule: HbaRule, line: HbaLine): string {
  const place = placeOf(rule, line)
  return `${rule.source}\0${place.source.name}\0${place.start}`
}

function placeOf({ at: whole }: HbaRule, { raw, at }: HbaLine): Span {
  return raw === undefined ? whole : at
}

/** Whether the others together match everything that these match. */
export function covers(others: readonly ConnectionBox[], boxes: readonly ConnectionBox[]): boolean {
  return boxes.every((box) => uncovered(box, others) === undefined)
}

/** Whether all its lines refuse what they match. */
export function isDenial({ lines }: HbaUnit): boolean {
  return lines.every(({ line: { entry } }) => isHbaRecord(entry) && entry.method === 'reject')
}

/** What a list of rules is read as: members with the same rules share it. */
const readings = new Remembered<Pick<HbaFile, 'space' | 'entries'>>()

function hbaFile(instance: Instance, reader: HbaReader, rules: readonly HbaRule[]): HbaFile {
  const { defaultRoles, users, databases, pool, serverSettings } = instance
  const parts = [rules, defaultRoles, users, databases, serverSettings]
  return { instance, reader, ...readings.of(parts, `${reader} ${pool?.tls}`, () => read(instance, reader, rules)) }
}

function read(instance: Instance, reader: HbaReader, rules: readonly HbaRule[]): Pick<HbaFile, 'space' | 'entries'> {
  const all = rules.flatMap(({ lines }) => lines)
  const space = ConnectionSpace.of(
    instance,
    reader,
    all.map(({ entry }) => entry),
  )
  const entries = rules.flatMap((rule) => {
    const { lines } = rule
    const units = lines.some(({ raw }) => raw !== undefined) ? lines.map((line) => [line]) : [lines]
    return units.flatMap((own): HbaUnit[] => {
      const [first] = own
      if (first === undefined) return []
      const reached = own.map((line) => ({ line, boxes: space.boxesOf(line.entry) }))
      const boxes = reached.flatMap((each) => each.boxes)
      return [{ id: entryId(rule, first), rule, name: entryName(rule, first), at: placeOf(rule, first), lines: reached, boxes }]
    })
  })
  return { space, entries }
}
