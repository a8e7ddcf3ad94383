import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, watch, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { minimal } from '../compile.js'
import { shape } from '../node/tree/trees.js'
import { build, pgcompile } from './run.js'

const root = mkdtempSync(join(tmpdir(), 'pgcompile-killed-'))
const main = resolve('dist/cli/main.js')
const times = 40
const texts = { old: minimal(), new: minimal({ cluster: 'pg_databases: [{ name: shop }]\npg_max_conn: 300\npgbouncer_enabled: false' }) }

beforeAll(() => {
  build()
  for (const [name, text] of Object.entries(texts)) writeFileSync(join(root, `${name}.yml`), text)
}, 60_000)
afterAll(() => rmSync(root, { recursive: true, force: true }))

const kinds: readonly (readonly [what: string, command: readonly string[], mark: string, share: number])[] = [
  ['a tree', [], 'hosts/10.10.10.11/pg/tmp/pg-db-shop.sql', 3 / 4],
  ['archives', ['bundle'], '', 1 / 4],
]

test.each(kinds)(
  'the command line is killed as it writes %s: old or new, and the next run leaves nothing of it',
  async (what, command, mark, share) => {
    const place = join(root, what.replace(' ', '-'))
    const out = join(place, 'out')
    mkdirSync(place)
    const args = (name: string): string[] => [...command, join(root, `${name}.yml`), '-o', out]
    const write = (name: string): void => expect(pgcompile(args(name), { cwd: root })).toMatchObject({ status: 0 })
    const wanted = new Map<string, Record<string, string>>()
    write('new')
    const own = join(out, 'README')
    writeFileSync(own, 'mine\n')
    const { ino } = statSync(own)
    for (const name of ['new', 'old']) {
      write(name)
      wanted.set(name, shape(out))
    }
    const isNew = (found: Record<string, string>): boolean =>
      mark === '' ? found['10.10.10.11.tar'] === wanted.get('new')?.['10.10.10.11.tar'] : found[mark] !== undefined

    /** At any moment, or soon after it has begun to write. */
    const killed = async (name: string, writing: boolean): Promise<void> => {
      const running = spawn(process.execPath, [main, ...args(name)], { stdio: 'ignore' })
      const ended = new Promise((done) => running.once('exit', done))
      if (writing) {
        const watcher = watch(place)
        await Promise.race([new Promise((done) => watcher.once('change', done)), ended])
        watcher.close()
      }
      await Promise.race([sleep(Math.random() * (writing ? 8 : 400)), ended])
      running.kill('SIGKILL')
      await ended
    }

    const seen = new Set<string>()
    let last = 'old'
    for (let time = 0; time < times * share; time++) {
      const name = last === 'old' ? 'new' : 'old'
      await killed(name, time % 5 !== 0)
      const there = existsSync(out)
      const found = shape(there ? out : join(place, '.out.pgcompile-old'))
      const which = isNew(found) ? 'new' : 'old'
      expect(found).toEqual(wanted.get(which))
      seen.add(which)
      last = which
      for (const left of readdirSync(place)) seen.add(left)
      if (time % 4 < 3) continue
      write(name)
      expect(shape(out)).toEqual(wanted.get(name))
      expect([readdirSync(place), statSync(own).ino]).toEqual([['out'], ino])
    }
    expect([...seen]).toEqual(expect.arrayContaining(['old', 'new', '.out.pgcompile-lock']))
  },
  120_000,
)
