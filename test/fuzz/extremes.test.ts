import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parameterNames } from '../../src/catalog/catalog.js'
import { EnvironmentProblem, readSource } from '../../src/node/read.js'
import type { Source } from '../../src/source/source.js'
import { build, pgcompile } from '../cli/run.js'
import { minimal } from '../compile.js'
import { long } from './odd.js'
import { runsFor, timeout, tryMany, tryOne } from './outcome.js'
import { small } from './seeds.js'

const times = (count: number, text: (index: number) => string): string => Array.from({ length: count }, (_, index) => text(index)).join('')

/** Inventories of which a careless reader makes more than they are. */
const extremes: Record<string, string> = {
  'a billion laughs in lists': `a0: &a0 [x, x]\n${times(40, (index) => `a${index + 1}: &a${index + 1} [*a${index}, *a${index}, *a${index}]\n`)}`,
  'a billion laughs in maps': `a0: &a0 { x: 1 }\n${times(40, (index) => `a${index + 1}: &a${index + 1} { l: *a${index}, r: *a${index} }\n`)}`,
  'a billion laughs in a parameter': minimal({
    all: `x0: &a0 [x, x]\n${times(30, (index) => `x${index + 1}: &a${index + 1} [*a${index}, *a${index}]\n`)}`,
    cluster: 'pg_users: *a30',
  }),
  'a billion laughs in pg_parameters': minimal({
    all: `x0: &a0 { x: 1 }\n${times(30, (index) => `x${index + 1}: &a${index + 1} { l: *a${index}, r: *a${index} }\n`)}`,
    cluster: 'pg_parameters: *a30',
  }),
  'merges of merges': `a0: &a0 { x0: 1 }\n${times(300, (index) => `a${index + 1}: &a${index + 1} { <<: [*a${index}, *a0], x${index + 1}: 1 }\n`)}`,
  'one merge of many': `a: &a { x: 1 }\nb: { <<: [${'*a, '.repeat(20_000)}*a] }\n`,
  'many anchors': times(20_000, (index) => `a${index}: &a${index} 1\n`),
  'flow lists in each other': '['.repeat(50_000),
  'closed flow lists in each other': `${'['.repeat(5_000)}${']'.repeat(5_000)}`,
  'JSON lists in each other': `{"a":${'['.repeat(20_000)}${']'.repeat(20_000)}}`,
  'flow maps in each other': '{a: '.repeat(20_000),
  'JSON maps in each other': `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`,
  'block maps in each other': times(1_500, (index) => `${' '.repeat(index)}a:\n`),
  'block lists in each other': '- '.repeat(20_000),
  'questions in each other': '? '.repeat(20_000),
  'groups in each other': times(200, (index) => `${' '.repeat(4 * index)}g${index}:\n${' '.repeat(4 * index + 2)}children:\n`),
  'one key again and again': 'a: 1\n'.repeat(20_000),
  'one variable again and again': minimal({ all: 'pg_port: 5432\n'.repeat(5_000) }),
  'many keys': times(20_000, (index) => `k${index}: 1\n`),
  'many unknown variables': minimal({ all: times(1_500, (index) => `pg_hba_ruls_${index}: 1\n`) }),
  'many comments': '# nothing\n'.repeat(100_000),
  'blank lines': '\n'.repeat(500_000),
  'one long text': `a: ${'x'.repeat(1_000_000)}\n`,
  'one long line of quotes': `a: ${"'".repeat(100_000)}\n`,
  'one long line of colons': `${':'.repeat(100_000)}\n`,
  'one long key': `${'x'.repeat(100_000)}: 1\n`,
  'one long INI line': `[all]\nhost ${'a=1 '.repeat(20_000)}\n`,
  'INI sections without end': '[a]\n'.repeat(20_000),
  tabs: '\t'.repeat(100_000),
  'byte order marks': '\ufeff'.repeat(10_000),
  zeros: '\0'.repeat(10_000),
  'halves of characters': '\ud800'.repeat(10_000),
  'carriage returns': minimal().replaceAll('\n', '\r'),
  'ranges of ranges': 'all: { hosts: { "[0:9][0:9][0:9][0:9][0:9][0:9][0:9][0:9]": } }',
  'a range without end': 'all: { hosts: { "h[0:99999999999999999999]": } }',
  'expressions in each other': minimal({ all: `a: "{{ ${'('.repeat(20_000)} }}"`, cluster: 'pg_max_conn: "{{ a }}"' }),
  'expressions that lead to each other': minimal({
    all: times(300, (index) => `x${index}: "{{ x${index + 1} }}{{ x${index + 1} }}"\n`),
    cluster: 'pg_comment: "{{ x0 }}"',
  }),
  'expressions that grow': minimal({
    all: `x0: aaaaaaaaaa\n${times(30, (index) => `x${index + 1}: "{{ x${index} }}{{ x${index} }}"\n`)}`,
    cluster: 'pg_dns_suffix: "{{ x30 }}"',
  }),
  'texts that are replaced': minimal({ all: `x0: ${'a'.repeat(100_000)}`, cluster: `pg_dns_suffix: "{{ x0 | replace('a', x0) }}"` }),
  'powers of powers': minimal({ cluster: 'pg_max_conn: "{{ 9 ** 9 ** 9 ** 9 }}"' }),
  'texts that are repeated': minimal({ cluster: `pg_dns_suffix: "{{ 'x' * 10 ** 10 }}"` }),
  'many access rules': minimal({
    cluster: `pg_hba_rules:\n${times(700, (index) => `  - { user: u${index % 40}, db: d${index % 30}, addr: 10.${index % 200}.0.0/${8 + (index % 20)}, auth: pwd, order: ${index} }\n`)}`,
  }),
  'many users': minimal({
    cluster: `pg_users:\n${times(1_000, (index) => `  - { name: u${index}, roles: [u${(index * 7) % 1000}, u${(index * 11) % 1000}] }\n`)}`,
  }),
  'many databases': minimal({ cluster: `pg_databases:\n${times(500, (index) => `  - { name: d${index}, owner: nobody${index} }\n`)}` }),
  'many services': minimal({
    cluster: `pg_services:\n${times(300, (index) => `  - { name: s${index}, port: ${6000 + index}, selector: "[? pg_seq == \`${index}\`]" }\n`)}`,
  }),
}

test.each(Object.entries(extremes))('%s', { timeout: 60_000 }, (_, text) => {
  tryOne({ text })
})

test('a billion laughs in every parameter', { timeout: 120_000 }, () => {
  const members = { '10.10.10.11': '{ pg_seq: 1, pg_role: primary }', '10.10.10.12': '{ pg_seq: 2, pg_role: replica }' }
  for (const [leaf, next] of [
    ['[x]', (index: number) => `[*a${index}, *a${index}]`],
    ['{ name: x }', (index: number) => `{ name: *a${index}, x: *a${index} }`],
    ['["{{ admin_ip }}"]', (index: number) => `[*a${index}, *a${index}]`],
  ] as const) {
    const anchors = `x0: &a0 ${leaf}\n${times(30, (index) => `x${index + 1}: &a${index + 1} ${next(index)}\n`)}`
    for (const name of parameterNames) tryOne({ text: minimal({ all: anchors, cluster: `${name}: *a30`, members }) }, { files: false, reports: false })
  }
  tryOne({
    text: minimal({
      all: `x0: &a0 [x]\n${times(30, (index) => `x${index + 1}: &a${index + 1} [*a${index}, *a${index}]\n`)}`,
      cluster: 'pg_max_conn: "{{ x30 }}"',
    }),
  })
})

test('long texts in every parameter', { timeout }, () => {
  const inputs = fc
    .record({
      name: fc.constantFrom(...parameterNames),
      piece: fc.constantFrom(...long),
      size: fc.constantFrom(1_000, 50_000),
      end: fc.constantFrom('', '!', 'x', '\n'),
      list: fc.boolean(),
    })
    .map(({ name, piece, size, end, list }) => {
      const value = JSON.stringify(piece.repeat(size / piece.length) + end)
      return { text: minimal({ cluster: `${name}: ${list ? `[${value}]` : value}`, infra: `{ infra_seq: 1, nodename: infra-1, ${name}: ${value} }` }) }
    })
  tryMany('long', inputs, runsFor(0.02))
})

describe('bytes', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pgcompile-bytes-'))
  beforeAll(build, 60_000)
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const path = join(folder, 'bytes.yml')

  /** A text in one encoding or another, with some of its bytes changed. */
  const bytes = fc
    .tuple(
      fc.constantFrom(...small.map(({ text }) => text)),
      fc.constantFrom<BufferEncoding>('utf8', 'utf8', 'utf16le', 'latin1'),
      fc.constantFrom([], [0xef, 0xbb, 0xbf], [0xff, 0xfe], [0xfe, 0xff], [0]),
      fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { maxLength: 3 }),
    )
    .map(([text, encoding, mark, changes]) => {
      const buffer = Buffer.concat([Buffer.from(mark), Buffer.from(text, encoding)])
      for (const [at, byte] of changes) buffer[at % buffer.length] = byte
      return buffer
    })

  test('a file is read, or it is said why not', { timeout }, () => {
    for (const buffer of fc.sample(bytes, { numRuns: 400, seed: Number(process.env.FUZZ_SEED ?? 1) })) {
      writeFileSync(path, buffer)
      let source: Source
      try {
        source = readSource(path)
      } catch (error) {
        expect(error).toBeInstanceOf(EnvironmentProblem)
        continue
      }
      tryOne({ text: source.text }, { files: false, reports: true })
    }
  })

  test.each([
    ['half a character', [0x61, 0x3a, 0x20, 0xc3]],
    ['a program', [0x7f, 0x45, 0x4c, 0x46, 0x02, 0x01, 0x01, 0x00, 0xff]],
    ['zeros', Array<number>(1000).fill(0)],
    ['nothing', []],
    ['UTF-16', [0xff, 0xfe, 0x61, 0x00, 0x3a, 0x00]],
    ['an escape sequence', [...Buffer.from('"\x1b]0;x\x07": 1\n\x9b31m: 2\n')]],
  ])('the command line reads %s', (_, content) => {
    writeFileSync(path, Buffer.from(content))
    for (const { status, stdout, stderr } of [pgcompile(['check', path], { cwd: folder }), piped(content)]) {
      expect([status, stdout]).toEqual([1, expect.stringMatching(/^(\d+ errors?(, \d+ \w+)*\n)?$/)])
      expect(stderr).toMatch(/^(pgcompile: cannot read|(bytes\.yml|<stdin>|\/.*):\d+:\d+: error)/)
      expect(stderr).not.toMatch(/^\s+at |bug of pgcompile/m)
    }
  })

  function piped(content: readonly number[]) {
    return spawnSync(process.execPath, ['dist/cli/main.js', 'check', '-'], { input: Buffer.from(content), encoding: 'utf8' })
  }
})
