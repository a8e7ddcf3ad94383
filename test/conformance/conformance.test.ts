import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { compile } from '../../src/compile.js'
import { readSource } from '../../src/node/read.js'
import { writeTree } from '../../src/node/write-tree.js'
import { diagnosticText } from '../../src/report/text.js'
import { repaired } from './repaired.js'

/** The shared material lies beside the repository where it exists at all. */
const shared = '../shared/conformance'

type Row = readonly [host: string, path: string, where: string, expected: unknown, actual: unknown]

describe.skipIf(!existsSync(shared))('the expected facts of real inventories', () => {
  const folder = mkdtempSync(join(tmpdir(), 'conformance-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test('there are 24', () => {
    expect(inventories().length).toBe(24)
  })

  test.each(inventories())('%s', (name) => {
    const path = join(shared, 'inventories', `${name}.yml`)
    const result = compile({ inventories: [readSource(path)], facts: [readSource(join(shared, 'facts.yml'))] })
    expect(result.diagnostics.filter(({ severity }) => severity === 'error').map(diagnosticText)).toEqual([])
    writeTree(join(folder, name), result.files, result.manifest)
    const { same, rows } = compare(name, join(folder, name))
    expect(same).toBeGreaterThan(0)
    expect(rows).toEqual([])
  })
})

function inventories(): string[] {
  if (!existsSync(shared)) return []
  return readdirSync(join(shared, 'inventories')).map((file) => file.replace(/\.yml$/, ''))
}

function compare(name: string, tree: string): { same: number; rows: Row[] } {
  const expected = `${tree}.json`
  writeFileSync(expected, repaired(readFileSync(join(shared, 'expected', `${name}.json`), 'utf8')))
  const args = ['compare', expected, tree, '--divergences', join(shared, 'divergences.yml'), '--json']
  const { stdout, stderr } = spawnSync('/usr/bin/python3', [join(shared, 'facts.py'), ...args], { encoding: 'utf8', maxBuffer: 1 << 26 })
  expect(stderr).toBe('')
  return JSON.parse(stdout)
}
