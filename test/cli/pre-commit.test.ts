import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { minimal } from '../compile.js'

const hooks: { id: string; files: string }[] = parse(readFileSync('.pre-commit-hooks.yaml', 'utf8'))
const missing = spawnSync('pre-commit', ['--version']).status !== 0

describe.each(hooks)('which files $id takes', ({ files }) => {
  test.each(['pigsty.yml', 'inventory.yaml', 'prod/inventory-eu.yml', 'pigsty.prod.yml'])('%s', (path) => expect(path).toMatch(new RegExp(files)))
  test.each(['inventory.py', 'my-inventory.yml', 'inventory/group_vars.txt', 'values.yml'])('not %s', (path) => expect(path).not.toMatch(new RegExp(files)))
})

/** The hooks as a stranger installs them: pre-commit clones the repository and has npm install the clone. */
describe.skipIf(missing)('with pre-commit itself', () => {
  const root = mkdtempSync(join(tmpdir(), 'pgcompile-hook-'))
  const [clone, project, planned] = [join(root, 'pgcompile'), join(root, 'project'), join(root, 'planned')]
  const environment = { ...process.env, PRE_COMMIT_HOME: join(root, 'cache') }
  const git = (cwd: string, ...args: string[]): string =>
    execFileSync('git', ['-c', 'user.name=test', '-c', 'user.email=test@example.com', '-c', 'init.defaultBranch=main', ...args], { cwd, encoding: 'utf8' })

  function hookRun(...files: string[]): { status: number | null; output: string } {
    const result = spawnSync('pre-commit', ['run', 'pgcompile-check', '--color', 'never', '--files', ...files], {
      cwd: project,
      encoding: 'utf8',
      env: environment,
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
    mkdirSync(planned)
    git(planned, 'init', '-q')
    writeFileSync(
      join(planned, '.pre-commit-config.yaml'),
      readFileSync(join(project, '.pre-commit-config.yaml'), 'utf8').replace('pgcompile-check', 'pgcompile-plan'),
    )
    execFileSync('pre-commit', ['install'], { cwd: planned, env: environment, stdio: 'pipe' })
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

  /** A commit of all that is staged; the output is that of the hook. */
  function commit(): { status: number | null; output: string } {
    const args = ['-c', 'user.name=test', '-c', 'user.email=test@example.com', 'commit', '-m', 'change']
    const { status, stdout, stderr } = spawnSync('git', args, { cwd: planned, encoding: 'utf8', env: environment })
    return { status, output: `${stdout}${stderr}` }
  }

  function stage(cluster: string): void {
    writeFileSync(join(planned, 'inventory.yml'), minimal({ cluster }))
    git(planned, 'add', '-A')
  }

  test('a commit that restarts something wants a review of its plan', { timeout: 300_000 }, () => {
    stage('pg_max_conn: 300')
    expect(commit()).toMatchObject({ status: 0, output: expect.stringContaining('Passed') })
    stage('pg_max_conn: 300\npgbouncer_poolmode: session')
    expect(commit().status).toBe(0)

    stage('pg_max_conn: 400\npgbouncer_poolmode: session')
    // Not part of the commit, and nothing that the hook may look at.
    writeFileSync(join(planned, 'inventory.yml'), 'all: [')
    const refused = commit()
    expect(refused.status).toBe(1)
    expect(refused.output).toContain('max_connections: 300 -> 400')
    expect(refused.output).toContain('--fail-on restart: ')
    const line = /^([0-9a-f]{32}) <who: why it may happen>$/m.exec(refused.output)
    expect(line).not.toBeNull()
    expect(readFileSync(join(planned, 'inventory.yml'), 'utf8')).toBe('all: [')

    writeFileSync(join(planned, '.pgcompile-reviewed'), `# plans that may happen\n${line?.[1]} Kim: announced for tonight\n`)
    stage('pg_max_conn: 400\npgbouncer_poolmode: session')
    expect(commit()).toMatchObject({ status: 0, output: expect.stringContaining('Passed') })
    stage('pg_max_conn: 500\npgbouncer_poolmode: session')
    expect(commit().status).toBe(1)
  })
})
