import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { painter } from '../../src/cli/colour.js'
import { coloured, plain } from '../../src/report/paint.js'
import { machine, minimal } from '../compile.js'
import { expectSarif } from '../report/sarif-log.js'
import { build, pgcompile, type Run } from './run.js'

const folder = mkdtempSync(join(tmpdir(), 'pgcompile-findings-'))
const facts = ['--facts', 'facts.yml']
beforeAll(() => {
  build()
  const quiet = { '10.10.10.11': '{ pg_seq: 1, pg_role: primary, pg_offline_query: true }' }
  for (const [name, text] of Object.entries({
    'good.yml': minimal({ members: quiet }),
    'other.yml': minimal({ members: { '10.10.10.12': '{ pg_seq: 2, pg_role: primary, pg_offline_query: true }' } }),
    'odd.yml': minimal({ members: quiet, cluster: 'pg_max_con: 9' }),
    'note.yml': minimal({ members: quiet, cluster: 'pg_init: mine' }),
    'bad.yml': minimal({ members: quiet, cluster: 'pg_conf: fast.yml' }),
    'facts.yml': machine,
  }))
    writeFileSync(join(folder, name), text)
}, 60_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function run(args: readonly string[], more: { env?: NodeJS.ProcessEnv; input?: string } = {}): Run {
  return pgcompile([...args, ...(args.includes('explain-code') ? [] : facts)], { cwd: folder, ...more })
}

const status = (...args: string[]): number | null => run(args).status

describe('--format', () => {
  test('text: a frame on standard error, the summary on standard output, no colour in a pipe', () => {
    const { status, stdout, stderr } = run(['check', 'bad.yml'])
    expect([status, stdout]).toEqual([1, '1 error\n'])
    expect(stderr).toMatch(/^bad\.yml:10:18: error\[value-enum\]: pg_conf must be one of .*\n10 \| {9}pg_conf: fast\.yml\n {3}\| {18}\^{8}\n$/)
    expect(run(['check', 'bad.yml'], { env: { FORCE_COLOR: '1', NO_COLOR: '' } }).stderr).toContain('\x1b[1;31merror[value-enum]\x1b[0m')
  })

  test('json, sarif and github: on standard output alone', () => {
    const json = run(['check', 'odd.yml', '--format', 'json'])
    expect(JSON.parse(json.stdout)).toMatchObject({ schemaVersion: 1, counts: { error: 0, warning: 1, note: 0 }, findings: [{ code: 'parameter-unknown' }] })
    expect(json.stderr).toMatch(/^2 hosts, .*1 warning\n$/)
    const sarif = run(['check', 'bad.yml', '--format=sarif'])
    expectSarif(sarif.stdout)
    expect(sarif).toMatchObject({ status: 1, stderr: '1 error\n' })
    expect(run(['check', 'bad.yml', '--format', 'github']).stdout).toMatch(
      /^::error file=bad\.yml,line=10,endLine=10,col=18,endColumn=25,title=value-enum::.*\n$/,
    )
  })

  test('compile has them, too', () => {
    const { status, stdout, stderr } = run(['bad.yml', '-o', 'never', '--format', 'json'])
    expect([status, JSON.parse(stdout).counts.error, stderr]).toEqual([1, 1, '1 error; nothing was written\n'])
    expect(JSON.parse(run(['good.yml', '-o', 'out', '--format', 'json']).stdout).findings).toEqual([])
  })

  test('an unknown one', () => {
    expect(run(['check', 'good.yml', '--format', 'xml'])).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('Allowed choices are text, json, sarif, github'),
    })
  })
})

describe('--fail-on', () => {
  test('which findings make the status 1', () => {
    expect([status('check', 'odd.yml'), status('check', 'odd.yml', '--fail-on', 'warning'), status('check', 'good.yml', '--fail-on', 'note')]).toEqual([
      0, 1, 0,
    ])
    expect([status('check', 'note.yml', '--fail-on', 'warning'), status('check', 'note.yml', '--fail-on', 'note')]).toEqual([0, 1])
  })

  test('then nothing is written', () => {
    expect(run(['odd.yml', '-o', 'refused', '--fail-on', 'warning'])).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/1 warning; nothing was written\n$/),
    })
    expect(existsSync(join(folder, 'refused'))).toBe(false)
  })
})

describe('several files', () => {
  test('are one inventory, or with --each one each', () => {
    expect(run(['check', 'good.yml', 'other.yml'])).toMatchObject({ status: 1, stderr: expect.stringContaining('[cluster-primary]') })
    const { status, stdout, stderr } = run(['check', '--each', 'good.yml', 'other.yml'])
    expect([status, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(/^good\.yml: 2 hosts, .*nothing to report\nother\.yml: 2 hosts, .*nothing to report\n$/)
    expect(run(['check', '--each', 'good.yml', 'bad.yml'])).toMatchObject({ status: 1, stderr: expect.stringMatching(/^bad\.yml:10:18: error/) })
  })

  test('a finding of the facts that they share is there once', () => {
    writeFileSync(join(folder, 'stranger.yml'), '10.9.9.9: { node_cpu: 4 }\n')
    const { stdout } = run(['check', '--each', 'good.yml', 'other.yml', '--facts', 'stranger.yml', '--format', 'json'])
    expect(JSON.parse(stdout).findings).toMatchObject([{ code: 'facts-unknown' }])
  })

  test('- is standard input in every format', () => {
    const { stdout } = run(['check', '-', '--format', 'json'], { input: 'all: [' })
    expect(JSON.parse(stdout).findings[0].at.file).toBe('<stdin>')
  })
})

describe('explain-code', () => {
  test('one, all, and a slip of the keyboard', () => {
    const one = run(['explain-code', 'value-enum'])
    expect([one.status, one.stderr]).toEqual([0, ''])
    expect(one.stdout).toMatch(/^error\[value-enum\]: word .*\n\nWrong, for example:\n\ninventory\.yml:\d+:\d+: error\[value-enum\]: [\s\S]*\nRight:\n\n/)
    expect(run(['explain-code']).stdout).toMatch(/^admin-address +error +admin_ip that is no address\n/)
    expect(run(['explain-code', 'value-enun'])).toMatchObject({ status: 1, stdout: '', stderr: expect.stringContaining('did you mean value-enum?') })
  })
})

describe('colour', () => {
  test.each([
    [true, {}, coloured],
    [false, {}, plain],
    [true, { NO_COLOR: '1' }, plain],
    [true, { NO_COLOR: '' }, coloured],
    [true, { TERM: 'dumb' }, plain],
    [false, { FORCE_COLOR: '1' }, coloured],
    [true, { FORCE_COLOR: '0' }, plain],
    [true, { FORCE_COLOR: '1', NO_COLOR: '1' }, plain],
  ])('terminal %s, %j', (isTTY, env, expected) => {
    expect(painter({ isTTY }, env)).toBe(expected)
  })

  test('on a real terminal, and not with NO_COLOR', ({ skip }) => {
    const command = `${process.execPath} ${resolve('dist/cli/main.js')} check bad.yml --facts facts.yml`
    const onTerminal = (env: NodeJS.ProcessEnv) =>
      spawnSync('script', ['-qec', command, '/dev/null'], { cwd: folder, encoding: 'utf8', env: { PATH: process.env.PATH, TERM: 'xterm', ...env } })
    const result = onTerminal({})
    if (result.error !== undefined) skip()
    expect(result.stdout).toContain('\x1b[1;31merror[value-enum]\x1b[0m')
    expect(onTerminal({ NO_COLOR: '1' }).stdout).not.toContain('\x1b[')
  })
})

describe('--coverage', () => {
  test('text: lines on standard output, findings on standard error', () => {
    const { status, stdout, stderr } = run(['check', '--coverage', 'odd.yml'])
    expect(status).toBe(0)
    expect(stdout).toMatch(/^odd\.yml:\n.*\n +10 {2}unused {5}pg_max_con: no component reads a variable of this name; did you mean pg_max_conn\?\n/s)
    expect(stdout).toMatch(/\nodd\.yml: \d+ lines, \d+ of them with values: \d+ used \([\d.]+ %\)/)
    expect(stderr).toMatch(/^odd\.yml:10:9: warning\[parameter-unknown\]/)
  })

  test('json: beside the findings, one item a file', () => {
    const { coverage, findings } = JSON.parse(run(['check', '--each', '--coverage', 'good.yml', 'odd.yml', '--format', 'json']).stdout)
    expect(coverage.map(({ file }: { file: string }) => file)).toEqual(['good.yml', 'odd.yml'])
    expect(findings).toHaveLength(1)
  })

  test('other formats have no place for it, and what cannot be read has none', () => {
    expect(run(['check', '--coverage', 'good.yml', '--format', 'sarif'])).toMatchObject({
      status: 1,
      stdout: '',
      stderr: expect.stringContaining('use text or json'),
    })
    expect(run(['check', '--coverage', '-'], { input: 'a: [' })).toMatchObject({ status: 1, stdout: expect.stringContaining('No coverage') })
  })
})
