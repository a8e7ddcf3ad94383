import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Artifact } from '../../src/artifacts/artifact.js'
import { artifacts } from '../../src/artifacts/artifacts.js'
import { compile, compileEach } from '../../src/compile.js'
import type { EmittedFile } from '../../src/emit/emit.js'
import { Listing } from '../../src/emit/listing.js'
import { manifest } from '../../src/emit/manifest.js'
import { Source } from '../../src/source/source.js'
import { minimal } from '../compile.js'

function inventory(name: string): Source {
  return new Source(name, readFileSync(`fixtures/deployments/${name}`, 'utf8'))
}

test.each(['single.yml', 'fleet.yml'])('files taken one by one are those of a compile, and so is what lists them: %s', (name) => {
  const whole = compile({ inventories: [inventory(name)] })
  const files: EmittedFile[] = []
  const { listing, diagnostics, model } = compileEach({ inventories: [inventory(name)] }, {}, () => (file) => void files.push(file))
  expect(files).toHaveLength(whole.files.length)
  expect(new Set(files.map((file) => JSON.stringify(file)))).toEqual(new Set(whole.files.map((file) => JSON.stringify(file))))
  expect(listing?.length).toBe(files.length)
  const pieces = [...(listing ?? [])]
  expect(pieces.join('')).toBe(whole.manifest)
  expect([...(listing ?? [])]).toEqual(pieces)
  expect(pieces.slice(0, -1).every((piece) => piece.length > 10_000)).toBe(true)
  expect(diagnostics.length).toBe(whole.diagnostics.length)
  expect(model?.hosts.length).toBe(whole.model?.hosts.length)
  // It would hold all variables in memory while files are made.
  expect(model).not.toHaveProperty('listenersOf')
})

test('each file is handed over before the next one is made', () => {
  const counts: [made: number, taken: number][] = []
  let taken = 0
  compileEach({ inventories: [new Source('i.yml', minimal())] }, { progress: (_, made = 0) => counts.push([made, taken]) }, () => () => void taken++)
  expect(counts.length).toBeGreaterThan(50)
  for (const [made, then] of counts) expect(then).toBe(made)
})

test('an inventory with an error gives no file, and nothing to list', () => {
  const begun: unknown[] = []
  const result = compileEach({ inventories: [new Source('i.yml', minimal({ cluster: 'pg_max_conn: many' }))] }, {}, (found) => {
    begun.push(found)
    return () => begun.push('file')
  })
  expect([begun, result.listing, result.model]).toEqual([[], undefined, undefined])
  expect(result.diagnostics.map(({ code }) => code)).toContain('value-type')
})

test('an error while files are made leaves nothing to list', () => {
  const all = artifacts as Artifact[]
  all.push(...artifacts.filter(({ id }) => id === 'patroni/patroni.yml'))
  try {
    const { diagnostics, ...result } = compileEach({ inventories: [new Source('i.yml', minimal())] }, {}, () => () => {})
    expect([result.listing, result.model]).toEqual([undefined, undefined])
    expect(diagnostics.map(({ code }) => code)).toContain('file-written-twice')
  } finally {
    all.pop()
  }
})

test('what was found so far is known before the first file', () => {
  const input = { inventories: [inventory('single.yml')] }
  const found: string[][] = []
  const { diagnostics } = compileEach(input, {}, (diagnostics) => {
    found.push(diagnostics.map(({ code }) => code))
    return () => {}
  })
  expect(found).toEqual([diagnostics.map(({ code }) => code)])
  expect(found[0]?.length).toBeGreaterThan(0)
})

test('files of one kind that differ in owner, mode, secrecy or unit are listed as they are; no file is a list of none', () => {
  const one: EmittedFile = {
    artifact: 'test/file',
    host: 'h',
    path: '/a',
    owner: 'root',
    group: 'root',
    mode: '0644',
    secret: false,
    component: 'test',
    impact: { action: 'restart', unit: 'a.service' },
    text: 'ä\n',
  }
  const files = [
    one,
    { ...one, path: '/b', owner: 'postgres' },
    { ...one, path: '/c', group: 'postgres' },
    { ...one, path: '/d', mode: '0600', secret: true },
    { ...one, path: '/e', mode: '0600' },
    { ...one, path: '/f', impact: { ...one.impact, unit: 'b.service' } },
    { ...one, path: '/g', instance: 'pg-a-1' },
    { ...one, host: 'i', artifact: 'test/other', component: 'other', text: '' },
  ]
  const listing = new Listing()
  for (const file of files.toReversed()) listing.add(file)
  expect([...listing].join('')).toBe(manifest(files))
  expect([...new Listing()].join('')).toBe(manifest([]))
  expect(JSON.parse(manifest([]))).toEqual({ version: 1, generator: 'pgcompile', files: [] })
})
