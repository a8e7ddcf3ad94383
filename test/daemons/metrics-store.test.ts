import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { compileValid, minimal } from '../compile.js'

const program = '/usr/bin/promtool'

test.skipIf(!existsSync(program))('Prometheus reads every job of prometheus.yml', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pgcompile-scrape-'))
  try {
    const text = compileValid(minimal({ all: 'patroni_ssl_enabled: true' })).file('10.10.10.10', '/infra/prometheus.yml')
    const path = join(folder, 'prometheus.yml')
    writeFileSync(path, text)
    const { status, stdout, stderr } = spawnSync(program, ['check', 'config', '--syntax-only', path], { encoding: 'utf8' })
    expect(`${stdout}${stderr}`).toContain('is valid')
    expect(status).toBe(0)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
