import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { build, pgcompile } from './run.js'
import { has, onTerminal } from './terminal.js'

const cwd = mkdtempSync(join(tmpdir(), 'pgcompile-completion-'))
const env = { PATH: `${join(cwd, 'bin')}:${process.env.PATH}`, HOME: cwd, XDG_CONFIG_HOME: cwd, XDG_DATA_HOME: cwd, LC_ALL: 'C.UTF-8', PS1: '' }

beforeAll(() => {
  build()
  mkdirSync(join(cwd, 'bin'))
  symlinkSync(resolve('dist/cli/main.js'), join(cwd, 'bin/pgcompile'))
  copyFileSync('fixtures/deployments/trio.yml', join(cwd, 'inventory.yml'))
  writeFileSync(join(cwd, 'broken.yml'), 'all: [')
  mkdirSync(join(cwd, 'some folder'))
  for (const shell of ['bash', 'zsh', 'fish']) writeFileSync(join(cwd, `completion.${shell}`), pgcompile(['completion', shell], { cwd }).stdout)
}, 120_000)
afterAll(() => rmSync(cwd, { recursive: true, force: true }))

/** What is typed before Tab, and the words of the line after it. */
const lines = [
  ['pgcompile explain-c', '<explain-code>'],
  ['pgcompile che', '<check>'],
  ['pgcompile check --cov', '<check><--coverage>'],
  ['pgcompile check --format sa', '<check><--format><sarif>'],
  ['pgcompile check inv', '<check><inventory.yml>'],
  ['pgcompile inv', '<inventory.yml>'],
  ['pgcompile inventory.yml --dr', '<inventory.yml><--dry-run>'],
  ['pgcompile check --format=sa', '<check><--format=sarif>'],
  ['pgcompile inventory.yml -o so', '<inventory.yml><-o><some folder>'],
  ['pgcompile inventory.yml -e @inv', '<inventory.yml><-e><@inventory.yml>'],
  ['pgcompile graph inventory.yml --cluster sh', '<graph><inventory.yml><--cluster><shop>'],
  ['pgcompile describe inventory.yml shop-3', '<describe><inventory.yml><shop-3>'],
  ['pgcompile route inventory.yml --down-host 10.42.0.10', '<route><inventory.yml><--down-host><10.42.0.10>'],
  ['pgcompile params pg_vip_addr', '<params><pg_vip_address>'],
  ['pgcompile explain-code hba-addr', '<explain-code><hba-address>'],
  ['pgcompile completion z', '<completion><zsh>'],
] as const

/** How each shell starts without anybody's settings and loads the script. The command then only shows its words, but to the script that asks it for names. */
const posix = `pgcompile() { if [ "$2" = --names ]; then command pgcompile "$@"; else printf '<%s>' "$@"; echo; fi; }`
const shells = {
  bash: { start: 'bash --norc --noprofile -i', load: `. ./completion.bash; ${posix}` },
  zsh: { start: 'zsh -f -i', load: `bindkey -e; autoload -U compinit; compinit -u -D; . ./completion.zsh; ${posix}` },
  fish: {
    start: 'fish --no-config -i',
    load: `source completion.fish; function pgcompile; if test "$argv[2]" = --names; command pgcompile $argv; else; printf '<%s>' $argv; echo; end; end`,
  },
} as const

describe.each(Object.entries(shells))('%s', (shell, { start, load }) => {
  test.skipIf(!has(shell))(
    'completes commands, options, words, files and names of the inventory',
    async () => {
      const typed = lines.flatMap(([line], index) => [
        [`ready${index}.`, `${line}\t\n`] as const,
        // What it shows ends with this.
        ['>\r\n', `echo ready${index + 1}"."\n`] as const,
      ])
      const shown = await onTerminal(start, [['', `${load}; echo ready0"."\n`], ...typed, [`ready${lines.length}.`, 'exit\n']], { cwd, env })
      const made = [...shown.matchAll(/(<[^\r\n]*>)\r\n/g)].map(([, words = '']) => words.replace('folder/', 'folder'))
      expect(made).toEqual(expect.arrayContaining(lines.map(([, words]) => words)))
    },
    120_000,
  )
})

test('names of an inventory are those of its clusters, instances and hosts; of a broken one there are none', () => {
  const names = (file: string): string[] =>
    pgcompile(['completion', '--names', file], { cwd })
      .stdout.split('\n')
      .filter((name) => name !== '')
  expect(names('inventory.yml')).toEqual(expect.arrayContaining(['shop', 'shop-1', 'shop-2', 'shop-3', '10.42.0.10', '10.42.0.13']))
  expect(new Set(names('inventory.yml')).size).toBe(names('inventory.yml').length)
  expect(names('broken.yml')).toEqual([])
})

test('every command and every long option of the help is in every script', () => {
  for (const shell of ['bash', 'zsh', 'fish']) {
    const script = pgcompile(['completion', shell], { cwd }).stdout
    for (const command of ['compile', 'check', 'access', 'init', 'completion', 'whatif']) {
      const help = pgcompile([command, '--help'], { cwd }).stdout
      for (const [, option = ''] of help.matchAll(/^ {2}(?:-\w, )?--([\w-]+)/gm)) expect(script, `${shell} ${command} ${option}`).toContain(option)
    }
  }
})
