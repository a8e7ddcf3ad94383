import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { EmittedFile } from '../../src/emit/emit.js'
import { compileValid } from '../compile.js'
import { deployments, distinct } from './debian.js'

const program = '/usr/bin/systemd-analyze'

/** What systemd says about units, by their file's name; not what is only for want of a program. */
function complaints(units: ReadonlyMap<string, string>): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'pgcompile-units-'))
  try {
    for (const [name, text] of units) writeFileSync(join(folder, name), text)
    const paths = [...units.keys()].map((name) => join(folder, name))
    const { stderr, error } = spawnSync(program, ['verify', '--man=no', '--recursive-errors=no', ...paths], { encoding: 'utf8' })
    expect(error).toBeUndefined()
    return stderr.split('\n').filter((line) => line !== '' && !/^\S+\.service: Command \S+ is not executable: No such file or directory$/.test(line))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const unitsOf = (files: readonly EmittedFile[]): ReadonlyMap<string, string> =>
  new Map(files.filter(({ path }) => path.endsWith('.service')).map(({ path, text }) => [path.slice(path.lastIndexOf('/') + 1), text]))

describe.skipIf(!existsSync(program))('systemd has nothing to say about a unit, but for programs that are not installed here', () => {
  test('of the reference', () => {
    const { files } = compileValid(
      readFileSync('fixtures/deployments/trio.yml', 'utf8').replace('patroni_ssl_enabled: true', 'patroni_watchdog_mode: required'),
    )
    const units = unitsOf(files)
    expect(units.size).toBeGreaterThan(7)
    expect(complaints(units)).toEqual([])
  })

  test('of Debian 12', { timeout: 60_000 }, () => {
    const hosts = deployments.flatMap(({ files }) =>
      [...new Set(files.map(({ host }) => host))].map((host) => unitsOf(files.filter((file) => file.host === host))),
    )
    const kinds = distinct(hosts, (units) => JSON.stringify([...units]))
    expect(kinds.length).toBeGreaterThan(5)
    for (const units of kinds) expect(complaints(units)).toEqual([])
    console.log(`systemd: ${kinds.length} sets of units`)
  })
})
