import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Compilation, compile } from '../src/compile.js'
import { Session } from '../src/session.js'
import { Source } from '../src/source/source.js'
import type { Span } from '../src/source/span.js'
import { type CompileInput, check, type Findings } from '../src/understand.js'
import { fleet } from './bench/fleet.js'
import { machine } from './compile.js'

const runs = Number(process.env.SESSION_RUNS ?? 6)
const deployment = (name: string): string => readFileSync(`fixtures/deployments/${name}.yml`, 'utf8')
const texts = [fleet(4, 1), deployment('single'), deployment('multi'), deployment('citus'), deployment('standby')]

/** What somebody does to a text: where (a share of its lines), what, and with which number. */
interface Edit {
  readonly where: number
  readonly kind: 'number' | 'word' | 'delete' | 'repeat' | 'swap' | 'comment' | 'indent' | 'blank' | 'role' | 'secret' | 'address' | 'undo'
  readonly number: number
}

const kinds: readonly Edit['kind'][] = ['number', 'word', 'delete', 'repeat', 'swap', 'comment', 'indent', 'blank', 'role', 'secret', 'address', 'undo']
const edits = fc.array(
  fc.record({ where: fc.double({ min: 0, max: 0.999, noNaN: true }), kind: fc.constantFrom(...kinds), number: fc.integer({ min: 0, max: 70000 }) }),
  { minLength: 1, maxLength: 4 },
)

function edited(text: string, { where, kind, number }: Edit, former: string): string {
  if (kind === 'undo') return former
  const lines = text.split('\n')
  const at = Math.floor(where * lines.length)
  const line = lines[at] ?? ''
  if (kind === 'number') lines[at] = line.replace(/\d+/, String(number))
  else if (kind === 'word') lines[at] = line.replace(/: [a-z_]+/, `: word${number % 3}`)
  else if (kind === 'delete') lines.splice(at, 1)
  else if (kind === 'repeat') lines.splice(at, 0, line)
  else if (kind === 'swap') lines.splice(at, 2, lines[at + 1] ?? '', line)
  else if (kind === 'comment') lines.splice(at, 0, `# ${number}`)
  else if (kind === 'indent') lines[at] = ` ${line}`
  else if (kind === 'blank') lines[at] = `${line}   `
  else if (kind === 'secret') lines[at] = line.replace(/(password: )\S+/, `$1Word-${number % 5}`)
  else if (kind === 'address') lines[at] = line.replace(/\b10\.(\d+\.\d+)\.\d+/, `10.$1.${number % 250}`)
  else lines[at] = line.replace(/pg_role: \w+/, `pg_role: ${number % 2 === 0 ? 'primary' : 'offline'}`)
  return lines.join('\n')
}

const placed = ({ source, start, end }: Span): string => `${source.name} ${start} ${end}`

function said({ diagnostics, secrets }: Findings): unknown {
  const findings = diagnostics.map(({ at, related, ...rest }) => ({
    ...rest,
    at: `${at} ${placed(at)}`,
    related: related.map((other) => ({ ...other, at: `${other.at} ${placed(other.at)}` })),
  }))
  return { findings, secrets: secrets.map(placed) }
}

function made({ files, manifest, ...findings }: Compilation): unknown {
  return { files, manifest, ...(said(findings) as object) }
}

function places({ files }: Compilation): readonly string[] {
  return files.map(({ host, path }) => `${host} ${path}`)
}

/** As texts first: a look at all of it takes long, and is for what differs. */
function expectSame(result: unknown, fresh: unknown): void {
  if (JSON.stringify(result) !== JSON.stringify(fresh)) expect(result).toEqual(fresh)
}

const input = (text: string, facts = machine): CompileInput => ({ inventories: [new Source('inventory.yml', text)], facts: [new Source('facts.yml', facts)] })

describe('Session', () => {
  it('gives after any edits what a fresh run gives, byte for byte', () => {
    fc.assert(
      fc.property(fc.constantFrom(...texts), edits, (text, steps) => {
        const session = new Session()
        session.compile(input(text))
        let [former, now] = [text, text]
        for (const step of steps) {
          ;[former, now] = [now, edited(now, step, former)]
          if (step.number % 3 === 0) expectSame(said(session.check(input(now))), said(check(input(now))))
          expectSame(made(session.compile(input(now))), made(compile(input(now))))
        }
      }),
      { numRuns: runs },
    )
  }, 300_000)

  it('finds a mistake when it is made, and no longer once it is mended', () => {
    const samples = readdirSync('fixtures/checks').filter((name) => name.endsWith('.fixed.yml'))
    expect(samples.length).toBeGreaterThan(100)
    for (const sample of samples) {
      const [right, wrong] = [sample, sample.replace('.fixed', '')].map((name) => readFileSync(`fixtures/checks/${name}`, 'utf8'))
      const session = new Session()
      for (const text of [right, wrong, right]) {
        const one = { inventories: [new Source('inventory.yml', text ?? '')] }
        expectSame(said(session.check(one)), said(check(one)))
      }
    }
  }, 120_000)

  it('sees an edit of the facts, of extra variables and of a file beside the inventory', () => {
    const tree = (port: number, ratio: number): CompileInput => ({
      inventories: [
        {
          name: 'inventory.yml',
          directory: '.',
          entry: 'inventory.yml',
          files: [
            { path: 'inventory.yml', source: new Source('inventory.yml', fleet(3, 2)) },
            { path: 'group_vars/all.yml', source: new Source('group_vars/all.yml', `pg_shared_buffer_ratio: ${ratio}\n`) },
          ],
        },
      ],
      extraVariables: [{ source: new Source('-e', `pg_port=${port}`), form: 'argument' }],
    })
    const session = new Session()
    for (const each of [tree(5432, 0.25), tree(5433, 0.25), tree(5433, 0.3), tree(5432, 0.25)]) expectSame(made(session.compile(each)), made(compile(each)))
    for (const facts of [machine, machine.replace('node_cpu: 4', 'node_cpu: 16'), machine]) {
      const one = input(deployment('single'), facts)
      expectSame(made(session.compile(one)), made(compile(one)))
    }
  })

  it('keeps the files that an edit does not concern', () => {
    const session = new Session()
    const text = fleet(9, 1)
    const edited = input(text.replace(/connlimit: \d+ \}/, 'connlimit: 77 }'))
    const { files } = session.compile(input(text))
    const kept = new Set(files)
    // The list is its owner's.
    Array.prototype.reverse.call(files)
    const after = session.compile(edited)
    expect(places(after)).toEqual(places(compile(edited)))
    const changed = after.files.filter((file) => !kept.has(file))
    expect(changed.length).toBeGreaterThan(0)
    expect(changed.length).toBeLessThan(10)
    expect(new Set(changed.map(({ instance }) => instance?.replace(/-\d$/, ''))).size).toBe(1)
    Array.prototype.reverse.call(after.files)
    expect(places(session.compile(input(text)))).toEqual(places(compile(input(text))))
  })

  it('reads encrypted values anew in each run', () => {
    const vault = 'pg_admin_password: !vault |\n      $ANSIBLE_VAULT;1.1;AES256\n      3061\n'
    const text = `${fleet(3, 3).replace('    pg_admin_password: Fleet-Admin-4\n', `    ${vault}`)}`
    const session = new Session()
    for (const each of [text, text.replace('Fleet-Watch-5', 'Fleet-Watch-6')]) expectSame(made(session.compile(input(each))), made(compile(input(each))))
  })
})
