import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { compileValid, minimal } from '../../compile.js'

const path = '/pg/bin/pgsodium_getkey'

test('prints the key file, and fails without it', () => {
  const { files } = compileValid(minimal())
  const file = files.find((one) => one.path === path)
  expect(file).toMatchObject({ owner: 'root', group: 'postgres', mode: '0750', secret: false })
  expect(file?.text).toMatch(/^#!\/bin\/bash\n/)
  const folder = mkdtempSync(join(tmpdir(), 'pgcompile-key-'))
  try {
    writeFileSync(join(folder, 'key'), 'abc\n')
    const run = (name: string) => spawnSync('sh', ['-c', file?.text.replace('/pg/conf/pgsodium.key', join(folder, name)) ?? ''], { encoding: 'utf8' })
    expect(run('key')).toMatchObject({ status: 0, stdout: 'abc\n' })
    expect(run('missing').status).not.toBe(0)
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('the script of the operator is not overwritten', () => {
  expect(compileValid(minimal({ cluster: 'pgsodium_getkey_script: /srv/getkey' })).has('10.10.10.11', path)).toBe(false)
})
