import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { compileValid } from '../compile.js'

const program = '/usr/bin/systemd-analyze'

test.skipIf(!existsSync(program))('systemd has nothing to say about a unit, but for programs that are not installed here', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pgcompile-units-'))
  try {
    const { files } = compileValid(
      readFileSync('fixtures/deployments/trio.yml', 'utf8').replace('patroni_ssl_enabled: true', 'patroni_watchdog_mode: required'),
    )
    const units = new Map(
      files.filter(({ path }) => path.endsWith('.service')).map(({ path, text }) => [join(folder, path.slice(path.lastIndexOf('/') + 1)), text]),
    )
    expect(units.size).toBeGreaterThan(7)
    for (const [path, text] of units) writeFileSync(path, text)
    const { stderr, error } = spawnSync(program, ['verify', '--man=no', '--recursive-errors=no', ...units.keys()], { encoding: 'utf8' })
    expect(error).toBeUndefined()
    const complaints = stderr
      .split('\n')
      .filter((line) => line !== '' && !/^\S+\.service: Command \S+ is not executable: No such file or directory$/.test(line))
    expect(complaints).toEqual([])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
