import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parameterNames } from '../../src/catalog/catalog.js'
import { Sink } from '../../src/diagnostics/sink.js'
import type { Change, FileChange, SideFile } from '../../src/diff/change.js'
import { diff } from '../../src/diff/diff.js'
import type { Side } from '../../src/diff/side.js'
import { variationsOf } from '../../src/explain/variations.js'
import { planOf } from '../../src/plan/plan.js'
import { Source } from '../../src/source/source.js'
import { type Plain, toPlain } from '../../src/syntax/node.js'
import { parseYaml } from '../../src/syntax/yaml.js'
import { written } from '../fuzz/mutation.js'
import { asTree, deployment, trySide } from './sides.js'

const runs = Number(process.env.DIFF_RUNS ?? 40)
const seed = Number(process.env.DIFF_SEED ?? 8)
const names = ['single', 'trio', 'standby', 'multi', 'ipv6'] as const
const plains = new Map(names.map((name) => [name, parsed(deployment(name))]))

type Record1 = { [key: string]: Plain }

/** One edit: a parameter of all hosts or of one group gets another value, or a host goes. */
const edit = fc.record({
  name: fc.constantFrom(...parameterNames.filter((each) => variationsOf(each).length > 0)),
  value: fc.nat(),
  at: fc.nat(),
  kind: fc.constantFrom('set', 'set', 'set', 'group', 'drop'),
})

const pair = fc.record({ base: fc.constantFrom(...names), edits: fc.array(edit, { minLength: 1, maxLength: 3 }) })

describe('two inventories', () => {
  const sides = new Map<string, Side>()
  const baseOf = (name: (typeof names)[number]): Side => {
    const side = sides.get(name) ?? trySide(JSON.stringify(plains.get(name)), 'old.yml')
    if (side === undefined) throw new Error(`${name} does not compile`)
    sides.set(name, side)
    return side
  }

  test('a plan inverts, leads from one tree to the other, and loses nothing', { timeout: 300_000 }, () => {
    let compared = 0
    fc.assert(
      fc.property(pair, ({ base, edits }) => {
        const before = baseOf(base)
        const after = trySide(JSON.stringify(edits.reduce<Plain>(edited, structuredClone(plains.get(base) ?? null))), 'new.yml')
        if (after === undefined) return
        const [forth, back] = [diff(before, after), diff(after, before)]
        if (forth.files.length > 0) compared++
        expect(back.files.map(described).sort()).toEqual(forth.files.map(inverted).map(described).sort())
        expect(back.subjects.length).toBe(forth.subjects.length)
        expect(applied(before.files, forth.files)).toEqual(placed(after.files))
        expect(applied(asTree(after).files, back.files)).toEqual(placed(before.files))
        expect(forth.same + forth.files.filter(({ kind }) => kind !== 'removed').length).toBe(after.files.length)
        for (const file of forth.files)
          for (const { origins } of [file, ...file.changes])
            if (file.kind === 'changed' && file.changes.length > 0 && origins !== undefined) expect(origins, file.path).not.toEqual([])
        planOf(forth)
      }),
      { numRuns: runs, seed },
    )
    expect(compared).toBeGreaterThan(runs / 4)
  })

  test('of a host with another address, too, once its folder is called so', { timeout: 60_000 }, () => {
    const text = deployment('trio')
    const [before, after] = [text, text.replaceAll('10.42.0.12', '10.42.0.22')].map((each) => trySide(each))
    if (before === undefined || after === undefined) throw new Error('trio does not compile')
    const { files } = diff(before, after)
    const renamed = before.files.map((file) => (file.host === '10.42.0.12' ? { ...file, host: '10.42.0.22' } : file))
    const changes = files.map((file) => (file.before?.host === '10.42.0.12' ? { ...file, before: { ...file.before, host: '10.42.0.22' } } : file))
    expect(applied(renamed, changes)).toEqual(placed(after.files))
    expect(diff(after, before).files.map(described).sort()).toEqual(files.map(inverted).map(described).sort())
  })

  test('nothing differs from the same inventory with other keys first, other quotes, other forms', { timeout: 120_000 }, () => {
    for (const name of names)
      for (const form of ['json', 'flow', 'block'] as const) {
        const after = trySide(written(reordered(plains.get(name) ?? null), form), 'new.yml')
        if (after === undefined) throw new Error(`${name} as ${form} does not compile`)
        const comparison = diff(baseOf(name), after)
        expect(
          comparison.files.map(({ host, path, changes }) => [host, path, changes.map(({ key }) => key)]),
          `${name} as ${form}`,
        ).toEqual([])
        expect(comparison.subjects).toEqual([])
        expect(comparison.origins).toEqual([])
        expect(planOf(comparison)).toMatchObject({ worst: 'nothing', access: [] })
      }
  })
})

function parsed(text: string): Plain {
  const root = parseYaml(new Source('x.yml', text), new Sink())
  return root === undefined ? null : toPlain(root)
}

function edited(root: Plain, { name, value, at, kind }: { name: (typeof parameterNames)[number]; value: number; at: number; kind: string }): Plain {
  const values = variationsOf(name)
  const other = values[value % values.length] ?? null
  const groups = groupsOf(root)
  const group = groups[at % Math.max(1, groups.length)]
  const all = (root as { all: Record1 }).all
  if (kind === 'drop' && group !== undefined) {
    const hosts = group.hosts as Record1
    const [host] = Object.keys(hosts)
    if (host !== undefined && Object.keys(hosts).length > 1) delete hosts[host]
  } else if (kind === 'group' && group !== undefined) group.vars = { ...(group.vars as Record1), [name]: other }
  else all.vars = { ...(all.vars as Record1), [name]: other }
  return root
}

function groupsOf(value: Plain): Record1[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return []
  const own = typeof value.hosts === 'object' && value.hosts !== null && !Array.isArray(value.hosts) ? [value] : []
  return [...own, ...Object.values(value).flatMap(groupsOf)]
}

/** Maps the other way round; lists as they are. */
function reordered(value: Plain): Plain {
  if (Array.isArray(value)) return value.map(reordered)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, reordered(inner)]),
  )
}

const opposite = { added: 'removed', removed: 'added', changed: 'changed' } as const

function flipped({ before, after, kind, ...change }: Change): Change {
  return { ...change, kind: opposite[kind], ...(after === undefined ? {} : { before: after }), ...(before === undefined ? {} : { after: before }) }
}

function inverted({ before, after, kind, changes, rights, ...file }: FileChange): FileChange {
  return {
    ...file,
    kind: opposite[kind],
    ...(after === undefined ? {} : { before: after }),
    ...(before === undefined ? {} : { after: before }),
    changes: changes.map(flipped),
    rights: rights.map(({ name, before: was, after: is }) => ({ name, before: is, after: was })),
  }
}

/** All of a file change but the causes, whose places differ, as a text. */
function described({ kind, before, after, changes, rights, secret }: FileChange): string {
  const facts = changes.map(({ kind: each, path, before: was, after: is, secret: hidden }) => JSON.stringify([each, path, was, is, hidden])).sort()
  return JSON.stringify([kind, before?.host, before?.path, after?.host, after?.path, facts, rights, secret])
}

function placed(files: readonly SideFile[]): ReadonlyMap<string, string> {
  return new Map(files.map(({ host, path, owner, group, mode, text }): [string, string] => [`${host}:${path}`, `${owner}:${group} ${mode}\n${text}`]).sort())
}

/** A tree after the file changes of a plan. */
function applied(files: readonly SideFile[], changes: readonly FileChange[]): ReadonlyMap<string, string> {
  const tree = new Map(files.map((file) => [`${file.host}:${file.path}`, file]))
  for (const { before } of changes) if (before !== undefined) tree.delete(`${before.host}:${before.path}`)
  for (const { after } of changes) if (after !== undefined) tree.set(`${after.host}:${after.path}`, after)
  return placed([...tree.values()])
}
