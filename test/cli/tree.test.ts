import { appendFileSync, chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { minimal } from '../compile.js'
import { build, pgcompile, type Run, readTree } from './run.js'

let folder = ''
const folders: string[] = []
beforeAll(build, 60_000)
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pgcompile-cli-tree-'))
  folders.push(folder)
  writeFileSync(join(folder, 'i.yml'), minimal())
})
afterAll(() => {
  for (const each of folders) rmSync(each, { recursive: true, force: true })
})

function run(...more: string[]): Run {
  return pgcompile(['i.yml', '-o', 'out', ...more], { cwd: folder })
}

/** Three files of the tree, in its order. */
function someFiles(): [string, string, string] {
  const [one = '', two = '', three = ''] = Object.keys(readTree(join(folder, 'out/hosts')))
  return [`hosts/${one}`, `hosts/${two}`, `hosts/${three}`]
}

describe('--check', () => {
  test('of a tree just written: status 0, whatever lies beside the hosts', () => {
    expect(run().stdout).toMatch(/ files in out( \(|\n)/)
    writeFileSync(join(folder, 'out/README'), 'x')
    expect(run('--check')).toMatchObject({ status: 0, stdout: 'out is what the inventory compiles to\n' })
  })

  test('of a changed one: status 2 and the list; nothing is written', () => {
    run()
    const [one, two, three] = someFiles()
    appendFileSync(join(folder, 'out', one), 'x')
    rmSync(join(folder, 'out', two))
    chmodSync(join(folder, 'out', three), 0o666)
    writeFileSync(join(folder, 'out/hosts/zz'), 'x')
    const first = readTree(join(folder, 'out'))
    const { status, stdout } = run('--check')
    expect(status).toBe(2)
    expect(stdout.split('\n')).toEqual([
      `different ${one}`,
      `missing   ${two}`,
      expect.stringMatching(`^mode      ${three} \\(0666, should be 0[0-7]{3}\\)$`),
      'extra     hosts/zz (not written by pgcompile)',
      'out is not what the inventory compiles to: 1 missing, 1 different, 1 of another mode, 1 extra',
      '',
    ])
    expect(readTree(join(folder, 'out'))).toEqual(first)
  })

  test('of no tree: status 2, and none is made', () => {
    expect(run('--check')).toMatchObject({ status: 2, stdout: expect.stringMatching(/^missing {3}hosts\/[\s\S]*missing {3}manifest\.json\nout is not what/) })
    expect(readdirSync(folder)).toEqual(['i.yml'])
  })

  test('with findings for programs on standard output, the list is on standard error', () => {
    const { status, stdout, stderr } = run('--check', '--format', 'json')
    expect(status).toBe(2)
    expect(() => JSON.parse(stdout)).not.toThrow()
    expect(stderr).toContain('missing   manifest.json')
  })
})

describe('--dry-run', () => {
  test('says what would be done, with status 0, and does nothing', () => {
    run()
    expect(run('--dry-run').stdout).toBe('nothing would change in out; nothing was written\n')
    const [one, two] = someFiles()
    appendFileSync(join(folder, 'out', one), 'x')
    rmSync(join(folder, 'out', two))
    const first = readTree(join(folder, 'out'))
    expect(run('--dry-run')).toMatchObject({
      status: 0,
      stdout: `change ${one} (changed by hand since pgcompile wrote it)\nadd    ${two}\nout would have 1 added, 1 changed; nothing was written\n`,
    })
    expect(readTree(join(folder, 'out'))).toEqual(first)
  })

  test('refuses what a compile refuses', () => {
    expect(pgcompile(['i.yml', '-o', '.', '--dry-run'], { cwd: folder })).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('holds no manifest.json'),
    })
    expect(run('--dry-run', '--check')).toMatchObject({ status: 1, stderr: expect.stringContaining("option '--check' cannot be used with option '--dry-run'") })
    expect(existsSync(join(folder, 'out'))).toBe(false)
  })
})

test('what a second compile says', () => {
  run()
  expect(run().stdout).toMatch(/ files in out: nothing changed/)
  const [one, two, three] = someFiles()
  for (const path of [one, two, three]) appendFileSync(join(folder, 'out', path), 'x')
  const { status, stdout, stderr } = run()
  expect([status, stdout]).toEqual([0, expect.stringMatching(/ files in out: 3 changed/)])
  expect(stderr).toContain(`3 files were changed by hand since pgcompile wrote them, and are replaced or removed: ${one}, ${two}, ${three}\n`)
  expect(run('--check').status).toBe(0)
})

test.each(['-1', 'x', '', '1e400'])('--wait %j', (value) => {
  expect(run(`--wait=${value}`)).toMatchObject({ status: 1, stderr: expect.stringContaining('It is a number of seconds') })
})
