import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Change, FileChange } from '../../src/diff/change.js'
import { impactOf } from '../../src/plan/impact/impact-of.js'
import { hasPostgres, PostgresServer, Sandbox } from './postgres.js'

function claimed(option: string): string {
  const side = { artifact: 'pgbackrest/pgbackrest.conf', host: '10.10.10.11', path: '/etc/pgbackrest/pgbackrest.conf', secret: false, text: '' }
  const file: FileChange = { ...side, kind: 'changed', before: side, after: side, changes: [], rights: [] }
  const change: Change = { kind: 'changed', path: ['global', option], key: `global.${option}`, before: 'a', after: 'b', secret: false, origins: [] }
  return impactOf(file, change).effect
}

describe.skipIf(!hasPostgres || !existsSync('/usr/bin/pgbackrest'))('a real pgBackRest with a stanza is given another file', () => {
  const sandbox = new Sandbox()
  let server: PostgresServer
  const at = (name: string): string => join(sandbox.directory, name)

  const run = (command: string, options: Readonly<Record<string, string>>): number | null => {
    const global = { 'repo1-path': at('repo'), 'log-path': at('log'), 'lock-path': at('lock'), 'spool-path': at('spool'), ...options }
    const lines = ['[pg-test]', `pg1-path=${at('data-5461')}`, 'pg1-port=5461', `pg1-socket-path=${sandbox.directory}`, '[global]']
    const text = [...lines, ...Object.entries(global).map(([name, value]) => `${name}=${value}`)].join('\n')
    sandbox.demand('tee', [at('pgbackrest.conf')], `${text}\n`)
    return sandbox.run('pgbackrest', [`--config=${at('pgbackrest.conf')}`, '--stanza=pg-test', command]).status
  }

  beforeAll(() => {
    server = PostgresServer.create(sandbox, 5461, [
      'archive_mode = on',
      `archive_command = 'pgbackrest --config=${at('pgbackrest.conf')} --stanza=pg-test archive-push %p'`,
    ])
    sandbox.demand('mkdir', ['repo', 'other', 'log', 'lock', 'spool'].map(at))
    expect(run('stanza-create', {})).toBe(0)
    expect(run('check', {})).toBe(0)
  }, 60_000)

  afterAll(() => {
    server?.stop()
    sandbox.remove()
  })

  test('processes, compression and retention count at once', () => {
    for (const [option, value] of Object.entries({ 'process-max': '2', 'compress-type': 'gz', 'repo1-retention-full': '1', 'archive-async': 'y' })) {
      expect(run('check', { [option]: value }), option).toBe(0)
      expect(claimed(option), option).toBe('next run')
    }
  }, 60_000)

  test('another repository has no stanza until it is created', () => {
    expect(run('check', { 'repo1-path': at('other') })).not.toBe(0)
    expect(run('stanza-create', { 'repo1-path': at('other') })).toBe(0)
    expect(run('check', { 'repo1-path': at('other') })).toBe(0)
    expect(claimed('repo1-path')).toBe('manual')
  }, 60_000)

  test('another encryption reads nothing of what is there, and creates no stanza over it', () => {
    const cipher = { 'repo1-cipher-type': 'aes-256-cbc', 'repo1-cipher-pass': 'Secret.Cipher' }
    expect(run('check', cipher)).not.toBe(0)
    expect(run('stanza-create', cipher)).not.toBe(0)
    expect([claimed('repo1-cipher-type'), claimed('repo1-cipher-pass')]).toEqual(['impossible', 'impossible'])
    expect(readFileSync(at('repo/archive/pg-test/archive.info'), 'utf8')).toContain('[db]')
  }, 60_000)
})
