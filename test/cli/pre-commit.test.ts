import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { minimal } from '../compile.js'

const [hook] = parse(readFileSync('.pre-commit-hooks.yaml', 'utf8'))
const missing = spawnSync('pre-commit', ['--version']).status !== 0

describe('which files the hook takes', () => {
  test.each(['pigsty.yml', 'inventory.yaml', 'prod/inventory-eu.yml', 'pigsty.prod.yml'])('%s', (path) => expect(path).toMatch(new RegExp(hook.files)))
  test.each(['inventory.py', 'my-inventory.yml', 'inventory/group_vars.txt', 'values.yml'])('not %s', (path) =>
    expect(path).not.toMatch(new RegExp(hook.files)),
  )
})

/** The hook as a stranger installs it: pre-commit clones the repository and has npm install the clone. */
describe.skipIf(missing)('with pre-commit itself', () => {
  const root = mkdtempSync(join(tmpdir(), 'pgcompile-hook-'))
  const [clone, project] = [join(root, 'pgcompile'), join(root, 'project')]
  const git = (cwd: string, ...args: string[]): string =>
    execFileSync('git', ['-c', 'user.name=test', '-c', 'user.email=test@example.com', '-c', 'init.defaultBranch=main', ...args], { cwd, encoding: 'utf8' })

  function hookRun(...files: string[]): { status: number | null; output: string } {
    const result = spawnSync('pre-commit', ['run', 'pgcompile-check', '--color', 'never', '--files', ...files], {
      cwd: project,
      encoding: 'utf8',
      env: { ...process.env, PRE_COMMIT_HOME: join(root, 'cache') },
    })
    return { status: result.status, output: `${result.stdout}${result.stderr}` }
  }

  beforeAll(() => {
    mkdirSync(clone)
    // What a commit of this tree would hold, without touching its repository.
    for (const name of readdirSync('.').filter((entry) => !['node_modules', 'dist', '.git', 'golden', 'test', 'coverage', 'out'].includes(entry)))
      cpSync(name, join(clone, name), { recursive: true })
    git(clone, 'init', '-q')
    git(clone, 'add', '-A')
    git(clone, 'commit', '-q', '-m', 'tree')
    mkdirSync(project)
    git(project, 'init', '-q')
    writeFileSync(
      join(project, '.pre-commit-config.yaml'),
      `repos:\n  - repo: ${clone}\n    rev: ${git(clone, 'rev-parse', 'HEAD').trim()}\n    hooks: [{ id: pgcompile-check }]\n`,
    )
    writeFileSync(join(project, 'inventory-good.yml'), minimal())
    writeFileSync(join(project, 'inventory-bad.yml'), minimal({ cluster: 'pg_conf: fast.yml' }))
    writeFileSync(join(project, 'pigsty-too.yml'), minimal({ members: { '10.10.10.12': '{ pg_seq: 2, pg_role: primary }' } }))
    writeFileSync(join(project, 'values.yml'), 'a: [\n')
    git(project, 'add', '-A')
  })
  afterAll(() => rmSync(root, { recursive: true, force: true }))

  test('the good pass, the bad fail with their place, the others are left alone', { timeout: 300_000 }, () => {
    const good = hookRun('inventory-good.yml', 'pigsty-too.yml')
    // As one inventory the two would have two primaries in one cluster.
    expect(good.output).toContain('Passed')
    expect(good.status).toBe(0)
    const bad = hookRun('inventory-bad.yml')
    expect(bad.output).toContain('inventory-bad.yml:10:18: error[value-enum]: pg_conf must be one of ')
    expect(bad.output).toContain('exit code: 1')
    expect(bad.status).toBe(1)
    expect(hookRun('values.yml')).toMatchObject({ status: 0, output: expect.stringContaining('no files to check') })
    expect(existsSync(join(project, 'out'))).toBe(false)
  })
})
