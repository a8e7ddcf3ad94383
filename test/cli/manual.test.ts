import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { build, pgcompile } from './run.js'
import { has } from './terminal.js'

describe('the manual page', () => {
  let page = ''
  beforeAll(() => {
    build()
    page = pgcompile(['man'], { cwd: '.' }).stdout
  }, 120_000)

  test('is in the package as the command prints it', () => {
    expect(readFileSync('dist/pgcompile.1', 'utf8')).toBe(page)
    expect(JSON.parse(readFileSync('package.json', 'utf8')).man).toEqual(['./dist/pgcompile.1'])
  })

  test.skipIf(!has('groff'))('is what the help says: each command with each of its options', () => {
    const { stdout, stderr } = spawnSync('groff', ['-Tutf8', '-man', '-ww', '-P-cbou', '-rLL=300n'], { input: page, encoding: 'utf8' })
    expect(stderr).toBe('')
    const text = stdout.replace(/\s+/g, ' ')
    const root = pgcompile(['--help'], { cwd: '.' }).stdout
    const listed = root.slice(root.indexOf('Commands:'), root.indexOf('Examples:'))
    const commands = [...listed.matchAll(/^ {2}([a-z][\w-]+) /gm)].map(([, name = '']) => name).filter((name) => name !== 'help')
    expect(commands).toEqual(expect.arrayContaining(['compile', 'check', 'init']))
    for (const command of commands) {
      const help = pgcompile([command, '--help'], { cwd: '.' }).stdout
      expect(text).toContain(`${command} pgcompile ${command}`)
      for (const [, option = ''] of help.matchAll(/^ {2}((?:-\w, )?--[\w-]+)/gm)) expect(text, command).toContain(option)
    }
    for (const line of ['EXIT STATUS', '0 done', 'pgcompile check - --format sarif < inventory.yml']) expect(text).toContain(line)
  })

  test.skipIf(!has('mandoc'))('is without fault to a second reader of such pages', () => {
    const { stdout } = spawnSync('mandoc', ['-Tlint', '-Wwarning'], { input: page, encoding: 'utf8' })
    // No date: the page is the same bytes whenever it is made.
    expect(stdout.replace(/^.*missing date.*\n/m, '')).toBe('')
  })

  test.skipIf(!has('man'))('opens with man', () => {
    const { stdout, status } = spawnSync('man', ['-l', '-'], {
      input: page,
      encoding: 'utf8',
      env: { ...process.env, MANPAGER: 'cat', MANWIDTH: '100', LC_ALL: 'C.UTF-8' },
    })
    expect([status, stdout]).toEqual([0, expect.stringContaining('PGCOMPILE(1)')])
  })
})
