import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { readPgbackrest } from '../../src/emit/read/pgbackrest.js'
import { distinct, filesOf } from './debian.js'
import { hasNamespaces } from './namespace.js'
import { stage } from './stage.js'

const program = '/usr/bin/pgbackrest'
const files = distinct(filesOf('pgbackrest/pgbackrest.conf'), ({ text }) => text)

/** Each takes some of the options, and names them in its first line before it does anything. */
const commands: readonly (readonly string[])[] = [
  ['backup'],
  ['restore'],
  ['expire'],
  ['archive-push', '000000010000000000000001'],
  ['archive-get', '000000010000000000000001', 'RECOVERYXLOG'],
]

/** What the test itself adds to the command line, and what is new in each run. */
const added = new Set(['config', 'stanza', 'exec-id'])

test('there is something to ask', () => {
  expect(files.length).toBeGreaterThan(15)
})

describe.skipIf(!existsSync(program) || !hasNamespaces)('pgBackRest 2.45 with every pgbackrest.conf', () => {
  const user = 'postgres'
  const here = stage('backups', [])
  const own = (path: string): void => here.give(path, user)

  beforeAll(() => own(join(here.directory, 'lock')))

  test('takes every option with its value, in the commands of its section', { timeout: 120_000 }, () => {
    const { directory, namespace } = here
    const path = join(directory, 'pgbackrest.conf')
    let counted = 0
    for (const { text, where } of files) {
      // Nothing of this machine is touched; without a place for its log it would say that it writes none.
      const adapted = text.replace(/^((?:pg1|repo1|log|lock|spool)-path=)\//gm, `$1${directory}/`)
      own(/^log-path=(.*)$/m.exec(adapted)?.[1] ?? directory)
      const lock = /^lock-path=/m.test(adapted) ? [] : [`--lock-path=${join(directory, 'lock')}`]
      writeFileSync(path, adapted, { mode: 0o644 })
      const sections = readPgbackrest(adapted)
      const stanza = sections.map(([name]) => name).find((name) => !name.startsWith('global')) ?? ''
      const unseen = new Set(sections.flatMap(([section, lines]) => lines.map(([name]) => `[${section}] ${name}`)))
      for (const [command = '', ...args] of commands) {
        const call = [program, `--config=${path}`, `--stanza=${stanza}`, ...lock, command, ...args]
        const { stdout, stderr } = namespace.run('bash', ['-c', untilItBegins, join(directory, 'lock/said'), ...call], { user, timeout: 10_000 })
        const [first = ''] = stdout.split('\n')
        expect(first, `${where} ${command}: ${stdout}${stderr}`).toContain(` INFO: ${command} command begin 2.45: `)
        const said = optionsOf(first).filter(([name]) => !added.has(name) && (name !== 'lock-path' || lock.length === 0))
        expect(said.length).toBeGreaterThan(5)
        // The nearest section decides.
        const order = [`${stanza}:${command}`, stanza, `global:${command}`, 'global']
        const meant = said.flatMap(([name]): [string, string][] => {
          const section = order.find((one) => sections.some(([head, lines]) => head === one && lines.some(([key]) => key === name)))
          unseen.delete(`[${section}] ${name}`)
          const lines = sections.flatMap(([head, all]) => (head === section ? all : []))
          return lines.flatMap(([key, value]) => (key === name ? [[name, value]] : []))
        })
        const shown = new Map(said)
        expect(said, `${where} ${command}`).toEqual(meant.map(([name, value]) => [name, shown.get(name) === redacted && secret.test(name) ? redacted : value]))
        counted += said.length
      }
      expect([...unseen], where).toEqual([])
    }
    console.log(`pgBackRest: ${files.length} files, ${counted} options in ${files.length * commands.length} commands`)
  })
})

/** A repository elsewhere is waited for a long time; the options are known long before. */
const untilItBegins = `
: > "$0"
"$@" > "$0" 2>&1 & pid=$!
until grep -q 'command begin.*--stanza=' "$0" || ! kill -0 $pid 2>/dev/null; do sleep 0.01; done
kill -KILL $pid 2>/dev/null; wait $pid 2>/dev/null
cat "$0"`

const redacted = '<redacted>'
/** Options that it never shows, so that only their presence can be held against the file. */
const secret = /-(cipher-pass|s3-key|s3-key-secret|azure-account|azure-key)$/

/** The options of a line as a file would have them: a switch is y or n. */
function optionsOf(line: string): [string, string][] {
  return [...line.matchAll(/ --(no-)?([a-z0-9-]+)(?:=("[^"]*"|\S*))?/g)].map(([, no, name = '', value]) => [
    name,
    value?.replace(/^"(.*)"$/, '$1') ?? (no === undefined ? 'y' : 'n'),
  ])
}
