import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { HbaRules } from '../../src/access/hba-suspects.js'
import { isWitnessed } from '../../src/access/hba-witness.js'
import { ConnectionSpace } from '../../src/model/connection-space.js'
import { type ConnectionBox, uncovered } from '../../src/model/connections.js'
import type { HbaLine, HbaRule } from '../../src/model/hba.js'
import { Source } from '../../src/source/source.js'
import { Span } from '../../src/source/span.js'
import { readHbaLine } from '../../src/syntax/hba.js'
import { compileValid, minimal } from '../compile.js'

const users = 'pg_users: [{ name: staff, login: false }, { name: ann, password: Ann-1, roles: [staff] }, { name: bob }, { name: gone, state: absent }]'
const daemons = ['', 'pg_parameters: { ssl: off }', 'pgbouncer_sslmode: allow', 'pgbouncer_sslmode: require'].flatMap((more) => {
  const instance = compileValid(minimal({ cluster: `${users}\n${more}` })).model?.clusters[0]?.primary
  if (instance === undefined) throw new Error('no instance')
  return (['postgres', 'pool'] as const).map((reader) => ({ instance, reader }))
})

const at = new Span(new Source('x', ''), 0, 0)
const columnOf = (...words: string[]) => fc.uniqueArray(fc.constantFrom(...words), { minLength: 1, maxLength: 2 }).map((list) => list.join(','))
const database = columnOf('all', 'shop', 'ann', 'staff', 'sameuser', 'samerole', 'replication', '@list', '/^s')
const user = columnOf('all', 'ann', 'bob', 'gone', 'guest', 'nobody', '+staff', '+ann', '+guest', '@list', '/^a')
const address = fc.constantFrom('all', '0.0.0.0/0', '::/0', '10.0.0.0/8', '10.0.0.0/9', '10.128.0.0/9', '10.0.0.7/32', 'samenet', 'db.example.net')
const type = fc.constantFrom('local', 'host', 'host', 'hostssl', 'hostnossl', 'hostgssenc', 'hostnogssenc')
const line = fc.oneof(
  { weight: 20, arbitrary: fc.tuple(type, database, user, address).map(([kind, to, by, from]) => `${kind} ${to} ${by} ${kind === 'local' ? '' : from} trust`) },
  { weight: 1, arbitrary: fc.constant('include more') },
)

function lineOf(text: string): HbaLine {
  const reading = readHbaLine(text)
  if (reading === undefined || 'problem' in reading) throw new Error(text)
  return { entry: reading.entry, at, where: { databases: at, users: at, method: at } }
}

function ruleOf(texts: readonly string[]): HbaRule {
  return { at, source: 'x', given: true, tls: false, lines: texts.map(lineOf) }
}

test('a rule that is witnessed matches what no earlier one does, and most of those are', () => {
  let [reached, witnessed] = [0, 0]
  fc.assert(
    fc.property(fc.constantFrom(...daemons), fc.array(fc.array(line, { minLength: 1, maxLength: 2 }), { maxLength: 6 }), (daemon, texts) => {
      const file: HbaRules = { ...daemon, rules: texts.map(ruleOf) }
      const space = ConnectionSpace.of(
        daemon.instance,
        daemon.reader,
        file.rules.flatMap(({ lines }) => lines.map(({ entry }) => entry)),
      )
      const before: ConnectionBox[] = []
      for (const { lines } of file.rules) {
        const boxes = lines.flatMap(({ entry }) => space.boxesOf(entry))
        const isReached = boxes.some((box) => uncovered(box, before) !== undefined)
        const isSeen = isWitnessed(lines, file)
        if (isSeen) expect(isReached, JSON.stringify(texts)).toBe(true)
        reached += Number(isReached)
        witnessed += Number(isSeen)
        before.push(...boxes)
      }
    }),
    { numRuns: 1500 },
  )
  expect(witnessed / reached).toBeGreaterThan(0.5)
})
