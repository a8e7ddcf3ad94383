import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { wrapped } from '../../src/cli/watch/wrap.js'
import { minimal } from '../compile.js'
import { build, pgcompile } from './run.js'
import { has } from './terminal.js'
import { Watching } from './watching.js'

vi.setConfig({ testTimeout: 120_000 })

let folder = ''
const folders: string[] = []
let watching: Watching | undefined
beforeAll(build, 60_000)
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pgcompile-watch-'))
  folders.push(folder)
  save(inventory(300))
})
afterEach(() => watching?.kill('SIGKILL'))
afterAll(() => {
  for (const each of folders) rmSync(each, { recursive: true, force: true })
})

function inventory(connections: number | string, password = 'Copper.Finch.90'): string {
  return minimal({ cluster: `pg_max_conn: ${connections}\npg_users: [{ name: app, password: ${password} }]\nnode_cpu: 2` })
}

function save(text: string, name = 'inventory.yml'): void {
  writeFileSync(join(folder, name), text)
}

function watch(...args: string[]): Watching {
  watching = new Watching(args, folder)
  return watching
}

const first = 'No change from the start to inventory.yml'

describe('without a terminal', () => {
  test('each save is one block: what is wrong, what will happen', async () => {
    const watched = watch('inventory.yml')
    expect(await watched.until(first)).toMatch(/^=== inventory\.yml: watching, .*\(\d+ ms\)\n/)
    save(inventory(400))
    expect(await watched.until('max_connections: 300 -> 400')).toMatch(
      /\n=== inventory\.yml: change 1, .*\(\d+ ms\)\nthe start -> inventory\.yml: 1 file on 1 host/,
    )
    save(inventory('lots'))
    const wrong = await watched.until('max_connections: 300 -> 400')
    expect(wrong).toMatch(
      /=== inventory\.yml: change 2, 1 error.*\ninventory\.yml:\d+:\d+: error\[value-type\]: pg_max_conn must be .*\n.*\n.*\n\nThe plan before that:\n\nthe start -> /,
    )
    save('all: [')
    expect(await watched.until('max_connections: 300 -> 400')).toMatch(/change 3, 1 error.*\ninventory\.yml:1:\d+: error\[yaml-/)
    save(inventory(500))
    expect(await watched.until('max_connections: 300 -> 500')).not.toContain('error[')
    save(inventory(300))
    await watched.until(first)
    expect(watched.output.match(/=== /g)).toHaveLength(6)
  })

  test('a save that changes nothing shows nothing, a new finding is shown, a secret never', async () => {
    const watched = watch('inventory.yml')
    await watched.until(first)
    save(inventory(300))
    save('anything', 'notes.txt')
    await sleep(300)
    save(inventory(300, 'Walnut.Otter.31'))
    expect(await watched.until('(not shown)')).toContain('change 1,')
    save(`${inventory(300, 'Walnut.Otter.31')}    pg_no_such_thing: 1\n`)
    expect(await watched.until('warning[parameter-unknown]')).toContain('change 2,')
    expect(watched.output).not.toMatch(/Walnut|Otter|Copper|Finch/)
  })

  test('what editors do: a new file in the place of the old one, an empty one for a moment, none for a moment', async () => {
    const watched = watch('inventory.yml')
    await watched.until(first)
    save(inventory(400), '.inventory.yml.swp')
    renameSync(join(folder, '.inventory.yml.swp'), join(folder, 'inventory.yml'))
    await watched.until('300 -> 400')
    truncateSync(join(folder, 'inventory.yml'))
    await sleep(60)
    save(inventory(500))
    await watched.until('300 -> 500')
    renameSync(join(folder, 'inventory.yml'), join(folder, 'inventory.yml~'))
    await sleep(60)
    save(inventory(600))
    await watched.until('300 -> 600')
    expect(watched.output).not.toMatch(/error|cannot read/)
    // Longer than any editor takes.
    rmSync(join(folder, 'inventory.yml'))
    await watched.until('=== inventory.yml: cannot read inventory.yml: there is no such file; still watching')
    save(inventory(600))
    await watched.until('300 -> 600')
    save('')
    await watched.until('error[inventory-empty]')
  })

  test('files beside an inventory and in a directory as one, new ones and those of facts', async () => {
    mkdirSync(join(folder, 'production'))
    save(inventory(300), 'production/hosts.yml')
    save('"*": { node_mem_mb: 8192 }\n', 'facts.yml')
    const watched = watch('production', '--facts', 'facts.yml')
    await watched.until('No change from the start to production')
    mkdirSync(join(folder, 'production/group_vars'))
    await sleep(100)
    save('pgbouncer_poolmode: session\n', 'production/group_vars/all.yml')
    await watched.until('pool_mode: transaction -> session')
    save('pgbouncer_poolmode: statement\n', 'production/group_vars/all.yml')
    await watched.until('pool_mode: transaction -> statement')
    rmSync(join(folder, 'production/group_vars/all.yml'))
    await watched.until('No change from the start to production')
    save('"*": { node_mem_mb: 16384 }\n', 'facts.yml')
    await watched.until('shared_buffers')
  })

  test('against a compiled tree, also one that is compiled anew', async () => {
    expect(pgcompile(['inventory.yml', '-o', 'out'], { cwd: folder }).status).toBe(0)
    save(inventory(400))
    const watched = watch('inventory.yml', '-o', 'out')
    await watched.until('out -> inventory.yml: 1 file on 1 host')
    expect(pgcompile(['inventory.yml', '-o', 'out'], { cwd: folder }).status).toBe(0)
    await watched.until('No change from out to inventory.yml')
    save(inventory(500))
    await watched.until('max_connections: 400 -> 500')
  })

  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('%s ends it', async (signal, status) => {
    const watched = watch('inventory.yml')
    await watched.until(first)
    watched.kill(signal)
    expect(await watched.ended).toBe(status)
  })

  test('mistakes at the start', async () => {
    expect(pgcompile(['watch', 'none.yml'], { cwd: folder })).toMatchObject({ status: 1, stderr: 'pgcompile: cannot read none.yml: there is no such file\n' })
    expect(pgcompile(['watch', '-'], { cwd: folder }).stderr).toContain('watch wants files')
    expect(pgcompile(['watch', 'inventory.yml', '-o', '.'], { cwd: folder })).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('. is no tree of pgcompile'),
    })
    expect(pgcompile(['watch'], { cwd: folder }).stderr).toContain("missing required argument 'inventory'")
    save(inventory('lots'))
    const watched = watch('inventory.yml')
    await watched.until('error[value-type]')
    save(inventory(300))
    await watched.until(first)
  })
})

describe.skipIf(!has('script'))('on a terminal', () => {
  const terminal = { before: 'stty rows 12 cols 90; stty -g >before', after: 'echo "status $?"; stty -g >after' }

  async function start(): Promise<Watching> {
    watching = new Watching(['inventory.yml'], folder, terminal)
    await watching.until(first)
    await watching.until('q quits')
    return watching
  }

  function expectRestored({ output }: Watching): void {
    expect(readFileSync(join(folder, 'after'), 'utf8')).toBe(readFileSync(join(folder, 'before'), 'utf8'))
    const [entered, left] = [output.indexOf('\x1b[?1049h'), output.lastIndexOf('\x1b[?25h\x1b[?1049l')]
    expect(entered).toBeGreaterThanOrEqual(0)
    expect(left).toBeGreaterThan(output.lastIndexOf('\x1b[?25l'))
    // Nothing is drawn on the screen that the shell has back.
    expect(output.slice(left + '\x1b[?25h\x1b[?1049l'.length)).toMatch(/^status \d+\r\n$/)
  }

  test.each([
    ['q', 0],
    ['\x03', 130],
  ])('%j gives it back', async (key, status) => {
    const watched = await start()
    watched.type(key)
    await watched.until(`status ${status}`)
    await watched.ended
    expectRestored(watched)
  })

  test('a screen that is drawn again at each save, scrolls, and shows everything when asked', async () => {
    const watched = await start()
    save(inventory(400))
    const screen = await watched.until('more below')
    expect(screen).toContain('Worst effect: restart.')
    expect(screen.split('\r\n').length).toBeLessThanOrEqual(12 + 1)
    watched.type('\x1b[B')
    expect(await watched.until('q quits')).not.toContain('the start ->')
    watched.type('f')
    // Also what was found before the first change.
    expect(await watched.until('f one screen')).toContain('note[')
    watched.type(' '.repeat(3))
    await watched.until('$ patronictl')
    save('all: [')
    await watched.until('error[yaml-')
    watched.type('q')
    await watched.ended
    expectRestored(watched)
  })

  test('suspended and continued', async () => {
    const watched = await start()
    watched.type('\x1a')
    await watched.until('\x1b[?1049l')
    await watched.until('\x1b[?1049h')
    await watched.until('q quits')
    watched.type('q')
    await watched.ended
    expectRestored(watched)
  })
})

test('lines are broken where the screen ends, colours have no width', () => {
  expect(wrapped('abcdef', 4)).toEqual(['abcd', 'ef'])
  expect(wrapped('\x1b[1mabcd\x1b[0mef', 4)).toEqual(['\x1b[1mabcd\x1b[0m', 'ef'])
  expect(wrapped('', 4)).toEqual([''])
  expect(wrapped('a𝄞b', 2)).toEqual(['a𝄞', 'b'])
})
