import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { stringify } from 'yaml'
import { clusterWideSettings, notOnCommandLine, patroniKeys, patroniNeed } from '../../src/compat/impact/patroni.js'
import type { Change, FileChange } from '../../src/diff/change.js'
import { impactOf } from '../../src/plan/impact/impact-of.js'

const python = '/usr/bin/python3'

interface Answer {
  /** Key of patroni.yml, and whether a reload takes it over. */
  readonly taken: Readonly<Record<string, boolean>>
  readonly shared: readonly string[]
  readonly notOnCommandLine: readonly string[]
}

describe.skipIf(!existsSync('/usr/bin/patronictl') || !existsSync('/usr/bin/openssl'))('the code of the real Patroni reloads', () => {
  const directory = mkdtempSync(join(tmpdir(), 'pgcompile-'))
  let known: Answer | undefined
  const answer = (): Answer => {
    known ??= JSON.parse(execFileSync(python, ['test/daemons/patroni-reload.py', directory], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }))
    return known ?? expect.fail('no answer')
  }

  afterAll(() => rmSync(directory, { recursive: true, force: true }))

  test('what a reload takes over is what the plan says', () => {
    const asked = Object.entries(answer().taken)
    expect(asked.length).toBeGreaterThan(25)
    const plan = asked.map(([key]) => [key, patroniNeed(key.split('.'))?.[0] === 'reload'])
    expect(Object.fromEntries(plan)).toEqual(Object.fromEntries(asked))
  })

  test('every key that is said to need more than a reload is asked, but for those that name the member or the server', () => {
    const more = Object.entries(patroniKeys).flatMap(([key, [need]]) => (need === 'reload' ? [] : [key]))
    const asked = Object.keys(answer().taken)
    const identity = ['scope', 'name', 'namespace', 'citus', 'citus.group', 'postgresql.listen', 'etcd', 'etcd3']
    expect(more.filter((key) => !asked.includes(key)).sort()).toEqual(identity.sort())
  })

  test('settings that members share', () => {
    expect([...clusterWideSettings].sort()).toEqual(answer().shared)
    expect([...notOnCommandLine].sort()).toEqual(answer().notOnCommandLine)
  })

  test('edit-config, typed as the plan has it, leaves exactly the new value in etcd', () => {
    const texts = [
      'on',
      'off',
      'yes',
      '64MB',
      '0640',
      '1:30',
      '1e3',
      '0x10',
      'null',
      '~',
      '',
      ' x ',
      "it's",
      'a: b',
      'a #b',
      '*x',
      '[x]',
      '{x}',
      '"x"',
      '%p > $HOME/`x`',
      'é',
      'a\nb',
      '-1',
      '=',
      '!x',
    ]
    const values = [...texts, 7, 0.95, -1, true, false, ['basebackup', 'on'], undefined]
    const keys = [['work_mem'], ['pg_stat_statements.max']].map((name) => ['postgresql', 'parameters', ...name])
    const cases = [...keys, ['ttl'], ['postgresql', 'use_slots'], ['standby_cluster', 'create_replica_methods']].flatMap((key) =>
      values.map((value) => ({ key, value })),
    )
    const before = {
      ttl: 30,
      postgresql: { use_slots: true, parameters: { work_mem: 'old', 'pg_stat_statements.max': 1 } },
      standby_cluster: { host: 'a', create_replica_methods: ['old'] },
    }
    const input = cases.map(({ key, value }) => [before, argumentsOf(key, before, withValue(before, key, value), value)])
    const results: unknown = JSON.parse(execFileSync(python, ['test/daemons/patroni-edit-config.py'], { encoding: 'utf8', input: JSON.stringify(input) }))
    expect(results).toEqual(cases.map(({ key, value }) => JSON.parse(JSON.stringify(withValue(before, key, value)))))
  })
})

/** A copy with another value at the key; without the key where there is none. */
function withValue(record: Readonly<Record<string, unknown>>, [key = '', ...rest]: readonly string[], value: unknown): Record<string, unknown> {
  const { [key]: old, ...others } = record
  if (rest.length > 0) return { ...others, [key]: withValue(Object.fromEntries(Object.entries(old ?? {})), rest, value) }
  return value === undefined ? others : { ...others, [key]: value }
}

/** The words behind --force of the command that the plan has for a change, as the shell takes them apart. */
function argumentsOf(key: readonly string[], before: unknown, after: unknown, value: unknown): string[] {
  const side = (dcs: unknown) => ({
    host: '10.10.10.11',
    path: '/etc/patroni/patroni.yml',
    secret: true,
    text: stringify({ scope: 'pg-test', bootstrap: { dcs } }),
  })
  const [was, is] = [side(before), side(after)]
  const file: FileChange = { ...is, artifact: 'patroni/patroni.yml', kind: 'changed', before: was, after: is, changes: [], rights: [] }
  const path = ['bootstrap', 'dcs', ...key]
  const change: Change = {
    kind: value === undefined ? 'removed' : 'changed',
    path,
    key: path.join('.'),
    ...(value === undefined ? {} : { after: value }),
    secret: false,
    origins: [],
  }
  const { command = '' } = impactOf(file, change)
  const words = execFileSync('/bin/bash', ['-c', `printf '%s\\0' ${command}`], { encoding: 'utf8' }).split('\0')
  expect(words.slice(0, 6)).toEqual(['patronictl', '-c', '/etc/patroni/patroni.yml', 'edit-config', 'pg-test', '--force'])
  return words.slice(6, -1)
}
