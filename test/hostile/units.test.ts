import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { basename } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readEnv } from '../../src/emit/read/env.js'
import { readUnit } from '../../src/emit/read/unit.js'
import { environmentsOf, hasEnvironmentReader, hasManager, loadUnits } from '../daemons/systemd.js'
import { machines } from './machines.js'
import { outcomeOf } from './outcome.js'
import { addressOf } from './stores.js'

const size = 30
const { verdict, said, file } = outcomeOf(machines(size), Number(process.env.HOSTILE_SEED ?? 4))
const owners = said('vars', 'pg_dbsu')
const homes = said('vars', 'pg_dbsu_home')

test('many of the texts are accepted', () => {
  expect(verdict.escapes).toEqual([])
  expect(verdict.accepted.size).toBeGreaterThan(size * 5)
})

describe.skipIf(!hasManager)('systemd has loaded', () => {
  const units = verdict.files.filter(({ path }) => path.endsWith('.service'))
  const nameOf = (host: string, path: string): string => `${host}-${basename(path)}`

  test('every unit with each of its users, paths and words of commands', { timeout: 60_000 }, () => {
    const { units: loaded, complaints } = loadUnits(new Map(units.map(({ host, path, text }) => [nameOf(host, path), text])))
    expect(complaints).toEqual([])
    expect(loaded.size).toBe(units.length)
    for (const { host, path, text } of units) {
      const fields = loaded.get(nameOf(host, path))
      const written = readUnit(text).flatMap(([, settings]) => settings)
      const where = `${host}:${path}`
      for (const name of ['Description', 'User', 'WorkingDirectory', 'EnvironmentFile', 'PIDFile']) {
        const meant = written.flatMap(([key, value]) => (key === name ? [value] : []))
        // A unit of the system is in / where it says nothing else.
        expect(fields?.get(name) ?? [], `${where} ${name}`).toEqual(name === 'WorkingDirectory' && meant.length === 0 ? ['/'] : meant)
      }
      const variables = written.flatMap(([key, value]) => (key === 'Environment' && typeof value === 'string' ? [value.replace(/^"(.*)"$/, '$1')] : []))
      expect(fields?.get('Environment') ?? [], where).toEqual(variables)
      const commands = written.flatMap(([key, value]) => (key.startsWith('Exec') && typeof value !== 'string' ? [commandOf(value)] : []))
      expect((fields?.get('Command Line') ?? []).map(wordsOf).sort(), where).toEqual(commands.sort())
    }
    const ofMembers = (name: string, field: string): (string | undefined)[] =>
      Array.from({ length: size }, (_, index) => loaded.get(`${addressOf(index)}-${name}.service`)?.get(field)?.[0])
    expect(ofMembers('patroni', 'User')).toEqual(owners)
    expect(ofMembers('patroni', 'WorkingDirectory')).toEqual(homes)
  })
})

test.skipIf(!hasEnvironmentReader)('systemd reads every environment file as we do, and finds the options that were said', () => {
  const files = verdict.files.filter(({ path }) => path.startsWith('/etc/default/') && !path.endsWith('.yml'))
  expect(files.length).toBeGreaterThan(size * 4)
  const found = environmentsOf(files.map(({ text }) => text))
  expect(found).toEqual(files.map(({ text }) => readEnv(text)))
  const variable = (path: string, name: string): (string | undefined)[] =>
    Array.from({ length: size }, (_, index) => found[files.findIndex((one) => one.host === addressOf(index) && one.path === path)]?.[name])
  const ends = (path: string, name: string, parameter: string): void => {
    const values = variable(path, name)
    said('vars', parameter).forEach((text, index) => {
      expect(values[index]?.endsWith(text), `${parameter} ${text}`).toBe(true)
    })
  }
  ends('/etc/default/node_exporter', 'NODE_EXPORTER_OPTS', 'node_exporter_options')
  ends('/etc/default/pg_exporter', 'PG_EXPORTER_OPTS', 'pg_exporter_options')
  ends('/etc/default/pgbouncer_exporter', 'PG_EXPORTER_OPTS', 'pgbouncer_exporter_options')
  expect(variable('/etc/default/pg_exporter', 'PG_EXPORTER_INCLUDE_DATABASE')).toEqual(said('vars', 'pg_exporter_include_database'))
  expect(variable('/etc/default/pg_exporter', 'PG_EXPORTER_EXCLUDE_DATABASE')).toEqual(said('vars', 'pg_exporter_exclude_database'))
  expect(variable('/etc/default/pg_exporter', 'PG_EXPORTER_TELEMETRY_PATH')).toEqual(said('vars', 'exporter_metrics_path'))
})

describe.skipIf(!existsSync('/usr/sbin/visudo') || !existsSync('/usr/bin/cvtsudoers'))('sudo', () => {
  test('finds nothing wrong with the rules, and allows no other command', () => {
    const rules = Array.from({ length: size }, (_, index) => file(addressOf(index), '/sudoers.d/postgres'))
    const input = rules.join('')
    expect(spawnSync('/usr/sbin/visudo', ['-cf', '-'], { input, encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' })
    const { stdout, stderr } = spawnSync('/usr/bin/cvtsudoers', ['-f', 'json'], { input, encoding: 'utf8' })
    expect(stderr).toBe('')
    const read: { User_Specs: { User_List: unknown; Cmnd_Specs: { Options: unknown; Commands: { command: string }[] }[] }[] } = JSON.parse(stdout)
    expect(Object.keys(read)).toEqual(['User_Specs'])
    const commands = read.User_Specs.flatMap(({ Cmnd_Specs }) => Cmnd_Specs.flatMap(({ Commands }) => Commands.map(({ command }) => command)))
    const lines = rules.flatMap((text) => text.split('\n').filter((line) => line.startsWith('%')))
    expect(read.User_Specs.every(({ User_List }) => JSON.stringify(User_List) === '[{"usergroup":"postgres"}]')).toBe(true)
    expect(commands.sort()).toEqual(lines.map((line) => line.slice(line.indexOf(': ') + 2)).sort())
    expect(commands.filter((command) => command.startsWith('/bin/chown ')).sort()).toEqual(owners.map((owner) => `/bin/chown ${owner} /dev/watchdog`).sort())
  })
})

/** One text of a command's words; the signs before the program say how it is run. */
function commandOf([program = '', ...words]: readonly string[]): string {
  return JSON.stringify([program.replace(/^[-@:+!]+/, ''), ...words])
}

/** As systemd shows a command: words that a shell would not take as they are in double quotes. */
function wordsOf(line: string): string {
  const words = line.match(/"(?:[^"\\]|\\.)*"|[^ ]+/g) ?? []
  return commandOf(words.map((word) => (word.startsWith('"') ? word.slice(1, -1).replace(/\\(.)/g, '$1') : word).replaceAll('$$', '$')))
}
