import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { type Compilation, compile } from '../src/compile.js'
import { Sink } from '../src/diagnostics/sink.js'
import { Source } from '../src/source/source.js'
import { type Plain, toPlain } from '../src/syntax/node.js'
import { parseYaml } from '../src/syntax/yaml.js'

const names = readdirSync('fixtures/deployments')
const texts = new Map(names.map((name) => [name, readFileSync(`fixtures/deployments/${name}`, 'utf8')]))

const compileJson = (value: Plain): Compilation => compile({ inventories: [new Source('inventory.json', JSON.stringify(value))] })
const outcome = ({ files, manifest }: Compilation): unknown => ({ manifest, texts: files.map(({ text }) => text) })

function plainOf(name: string): Plain {
  const root = parseYaml(new Source(name, texts.get(name) ?? ''), new Sink())
  return root === undefined ? null : toPlain(root)
}

/** The same value with the keys of every map in an order that `random` decides; lists keep theirs, since it means something. */
function shuffled(value: Plain, random: () => number): Plain {
  if (Array.isArray(value)) return value.map((item) => shuffled(item, random))
  if (typeof value !== 'object' || value === null) return value
  const keys = Object.keys(value)
  for (let at = keys.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1))
    const moved = keys[at] as string
    keys[at] = keys[other] as string
    keys[other] = moved
  }
  return Object.fromEntries(keys.map((key) => [key, shuffled(value[key] as Plain, random)]))
}

describe('the same inventory gives the same bytes', () => {
  test.each(names)('%s: again', (name) => {
    const once = compile({ inventories: [new Source(name, texts.get(name) ?? '')] })
    const twice = compile({ inventories: [new Source(name, texts.get(name) ?? '')] })
    expect(once.files.length).toBeGreaterThan(0)
    expect(outcome(twice)).toEqual(outcome(once))
  })

  test.each(names)('%s: with the keys of all maps in another order', (name) => {
    const plain = plainOf(name)
    const expected = outcome(compileJson(plain))
    fc.assert(
      fc.property(fc.infiniteStream(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })), (stream) => {
        expect(outcome(compileJson(shuffled(plain, () => stream.next().value as number)))).toEqual(expected)
      }),
      { numRuns: 12 },
    )
  })

  test('under another name', () => {
    const text = texts.get('trio.yml') ?? ''
    expect(outcome(compile({ inventories: [new Source('/elsewhere/x.yml', text)] }))).toEqual(outcome(compile({ inventories: [new Source('trio.yml', text)] })))
  })
})

describe('compile is pure', () => {
  afterEach(() => vi.unstubAllGlobals())

  test('it reads no clock, chance, locale, environment or file', () => {
    const text = texts.get('trio.yml') ?? ''
    const expected = outcome(compile({ inventories: [new Source('trio.yml', text)] }))
    const forbidden = (what: string): unknown =>
      new Proxy(function forbidden() {}, {
        get: () => expect.fail(`compile used ${what}`),
        apply: () => expect.fail(`compile called ${what}`),
        construct: () => expect.fail(`compile made a ${what}`),
      })
    for (const name of ['Date', 'Intl', 'performance', 'process', 'crypto', 'fetch', 'setTimeout', 'setImmediate', 'queueMicrotask'])
      vi.stubGlobal(name, forbidden(name))
    vi.stubGlobal('Math', new Proxy(Math, { get: (target, key) => (key === 'random' ? expect.fail('compile used chance') : Reflect.get(target, key)) }))
    let result: unknown
    try {
      result = outcome(compile({ inventories: [new Source('trio.yml', text)] }))
    } finally {
      vi.unstubAllGlobals()
    }
    expect(result).toEqual(expected)
  })

  test('it changes nothing it was given', () => {
    const source = new Source('trio.yml', texts.get('trio.yml') ?? '')
    const input = Object.freeze({ inventories: Object.freeze([source]) })
    expect(outcome(compile(input))).toEqual(outcome(compile(input)))
  })
})
