import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compile } from '../src/compile.js'
import { Sink } from '../src/diagnostics/sink.js'
import { Source } from '../src/source/source.js'
import { type Plain, toPlain } from '../src/syntax/node.js'
import { parseYaml } from '../src/syntax/yaml.js'

/** How many mistaken inventories are tried, always the same ones; FUZZ_RUNS asks for more, FUZZ_SEED for others. */
const runs = Number(process.env.FUZZ_RUNS ?? 300)

const bases = ['single', 'trio', 'multi', 'citus', 'standby'].map((name) => plainOf(`fixtures/deployments/${name}.yml`))

/** Values that no parameter expects everywhere: wrong types, empty things, edges of numbers, text that means something to some format. */
const odd: fc.Arbitrary<Plain> = fc.oneof(
  fc.constantFrom<Plain[]>(
    null,
    true,
    false,
    0,
    -1,
    1.5,
    65536,
    1e300,
    '',
    ' ',
    'x',
    '0',
    '-1',
    'on',
    'null',
    '*',
    '::',
    '10.0.0.1',
    '10.0.0.0/33',
    '${vip}',
    '{{ x }}',
    "'",
    '"',
    '\\',
    '#',
    '%',
    '\n',
    '\0',
    '../..',
    '[?',
    'a=b',
    '__proto__',
    'constructor',
  ),
  fc.constantFrom<Plain[]>([], {}, [[]], [null], [{}], ['x', 1, null], { x: null }, { __proto__: 1 }, { name: 'x' }, { name: null }),
  fc.string({ unit: 'binary', maxLength: 40 }),
)

test('a mistaken inventory is reported, never a crash, and never yields files', { timeout: 600_000 }, () => {
  let refused = 0
  fc.assert(
    fc.property(
      fc.constantFrom(...bases),
      fc.array(fc.tuple(fc.nat(), fc.constantFrom('replace', 'delete', 'rename', 'repeat'), odd), { minLength: 1, maxLength: 4 }),
      (base, mutations) => {
        const mutated = mutations.reduce((value, [at, kind, other]) => mutate(value, at, kind, structuredClone(other)), structuredClone(base))
        const result = compile({ inventories: [new Source('mutated.json', JSON.stringify(mutated))] })
        const errors = result.diagnostics.filter(({ severity }) => severity === 'error')
        for (const { at, message } of result.diagnostics) {
          expect(at.from.line).toBeGreaterThan(0)
          expect(message).not.toMatch(/undefined|\[object|NaN/)
        }
        if (errors.length > 0) {
          refused++
          expect(result.files).toEqual([])
        } else expect(result.files.length).toBeGreaterThan(0)
      },
    ),
    { numRuns: runs, seed: Number(process.env.FUZZ_SEED ?? 1) },
  )
  expect(refused).toBeGreaterThan(runs / 10)
})

/** Changes one place of the value, counted through all of them. */
function mutate(root: Plain, at: number, kind: string, other: Plain): Plain {
  const places: [holder: Plain[] | { [key: string]: Plain }, key: string][] = []
  const visit = (value: Plain): void => {
    if (typeof value !== 'object' || value === null) return
    for (const [key, child] of Object.entries(value)) {
      places.push([value, key])
      visit(child)
    }
  }
  visit(root)
  const place = places[at % places.length]
  if (place === undefined) return root
  const [holder, key] = place
  if (Array.isArray(holder)) {
    if (kind === 'delete') holder.splice(Number(key), 1)
    else if (kind === 'repeat') holder.push(structuredClone(holder[Number(key)] as Plain))
    else holder[Number(key)] = other
  } else if (kind === 'delete') delete holder[key]
  else if (kind === 'rename' && typeof other === 'string') {
    holder[other] = holder[key] as Plain
    delete holder[key]
  } else holder[key] = other
  return root
}

function plainOf(path: string): Plain {
  const root = parseYaml(new Source(path, readFileSync(path, 'utf8')), new Sink())
  expect(readdirSync('fixtures/deployments')).toContain(path.split('/').at(-1))
  return root === undefined ? null : toPlain(root)
}
