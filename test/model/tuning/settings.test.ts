import { afterAll, describe, expect, test } from 'vitest'
import { wantedValue } from '../../../src/compat/settings/check.js'
import { settingFacts, settingPresence } from '../../../src/compat/settings/settings.js'
import type { Profile } from '../../../src/model/tuning/profile.js'
import { topics, tunedSettings } from '../../../src/model/tuning/settings.js'
import { sizesOf } from '../../../src/model/tuning/sizes.js'
import { Float } from '../../../src/syntax/float.js'
import { hasPostgres, PostgresServer, Sandbox } from '../../daemons/postgres.js'
import { alterSystem, outcomes } from '../../daemons/statements.js'

const profiles: readonly Profile[] = ['oltp', 'olap', 'crit', 'tiny']
const machines = [
  { cpus: 1, memory: 900, disk: 5e9 },
  { cpus: 64, memory: 1048576, disk: 2e13 },
]

/** Every setting of every profile, on a small and a large machine, with the value as the server reads it. */
function tuned(version: number): { readonly name: string; readonly value: string; readonly from: string }[] {
  return profiles.flatMap((profile) =>
    machines.flatMap(({ cpus, memory, disk }) => {
      const libraries = 'citus, timescaledb, pg_duckdb, pgsodium'
      const hardware = { cpus, memory, disk, packaging: 'deb', osVersion: 12, assumed: false } as const
      const sizes = sizesOf({ profile, hardware, connections: 'auto', pooled: true, bufferShare: 0.25, libraries })
      const input = { version, patroni: '4.1.0', profile, mode: 'pgsql', sizes, libraries, storage: 'SSD', ioMethod: 'io_uring' } as const
      const paths = { passwordEncryption: 'scram-sha-256', logDirectory: '/pg/log/postgres', cronDatabase: 'postgres', stanza: 'pg-test' }
      return topics.flatMap((topic) => {
        const { settings, lost } = tunedSettings(topic, { ...input, ...paths })
        expect(lost).toEqual([])
        return Object.entries(settings).map(([name, value]) => ({
          name,
          value: String(value instanceof Float ? value.value : value),
          from: `${profile} ${cpus}`,
        }))
      })
    }),
  )
}

test.each([13, 14, 15, 16, 17, 18])('PostgreSQL %i has every setting of the tuning, and takes its value', (version) => {
  const settings = tuned(version)
  expect(new Set(settings.map(({ name }) => name)).size).toBeGreaterThan(100)
  for (const { name, value, from } of settings) {
    const facts = settingFacts(name, version)
    expect(settingPresence(name, version), `${name} of ${from}`).toBe(facts === undefined ? 'custom' : 'present')
    if (facts !== undefined) expect(wantedValue(facts, value), `${name} = ${value} of ${from}`).toBeUndefined()
  }
})

describe.runIf(hasPostgres)('a real PostgreSQL 15', () => {
  const sandbox = new Sandbox()
  const server = PostgresServer.create(sandbox, 7152)
  afterAll(() => {
    server.stop()
    sandbox.remove()
  })

  test('takes every setting of the tuning that is no extension', () => {
    const known = new Set(server.psql('SELECT name FROM pg_settings').split('\n'))
    const settings = tuned(15).filter(({ name }) => known.has(name) && !name.includes('.'))
    const taken = outcomes(
      server,
      settings.map(({ name, value }) => alterSystem(name, value)),
    )
    expect(settings.filter((_, index) => !taken[index])).toEqual([])
    expect(tuned(15).filter(({ name }) => !known.has(name) && !name.includes('.') && name !== 'output_plugin_libraries')).toEqual([])
  })
})
