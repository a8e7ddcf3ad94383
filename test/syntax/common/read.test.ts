import { existsSync, readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Sink } from '../../../src/diagnostics/sink.js'
import { Source } from '../../../src/source/source.js'
import { NodeMaker } from '../../../src/syntax/common/nodes.js'
import { readCommon } from '../../../src/syntax/common/read.js'
import type { Node } from '../../../src/syntax/node.js'
import { parseWhole } from '../../../src/syntax/yaml.js'
import { fleet } from '../../bench/fleet.js'
import { edit, edited } from '../../fuzz/edit.js'
import { odd } from './odd-lines.js'

const runs = Number(process.env.YAML_RUNS ?? 1500)

function common(text: string): Node | undefined {
  const source = new Source('i.yml', text)
  return readCommon(text, new NodeMaker(source))
}

/** What the reader of all of YAML makes of it; undefined where it reports anything. */
function whole(text: string): Node | undefined {
  const sink = new Sink()
  const node = parseWhole(new Source('i.yml', text), sink)
  return sink.list().length === 0 ? node : undefined
}

/** All of a node, with its places, and which nodes an alias repeats. */
function shown(node: Node | undefined): unknown {
  const seen = new Map<Node, number>()
  const show = (each: Node): unknown => {
    const known = seen.get(each)
    if (known !== undefined) return `node ${known}`
    seen.set(each, seen.size)
    const { at, ...more } = each
    const place = [at.start, at.end]
    if (more.kind === 'scalar') return { ...more, place }
    if (more.kind === 'sequence') return { ...more, place, items: more.items.map(show) }
    return {
      ...more,
      place,
      entries: [...more.entries].map(([name, entry]) => [name, entry.name, show(entry.key), show(entry.value)]),
      ...(more.replaced === undefined ? {} : { replaced: more.replaced.map(({ name, key, value }) => [name, show(key), show(value)]) }),
    }
  }
  return node === undefined ? undefined : show(node)
}

/** Whether the fast reader read it; where it does, it says what the other one says. */
function agree(text: string): boolean {
  const node = common(text)
  if (node !== undefined) expect({ text, node: shown(node) }).toEqual({ text, node: shown(whole(text)) })
  return node !== undefined
}

const deployments = readdirSync('fixtures/deployments').filter((name) => name.endsWith('.yml'))
const folder = '../shared/conformance/inventories/'
const real = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.yml')) : []

describe('the reader of common YAML', () => {
  test.each(deployments)('reads %s as the reader of all of YAML does', (name) => expect(agree(readFileSync(`fixtures/deployments/${name}`, 'utf8'))).toBe(true))
  test.skipIf(real.length === 0)('reads every real inventory', () => {
    const left = real.filter((name) => !agree(readFileSync(folder + name, 'utf8')))
    expect(left).toEqual([])
  })
  test('reads a generated fleet', () => expect(agree(fleet(50, 1))).toBe(true))

  const texts = [...deployments.map((name) => readFileSync(`fixtures/deployments/${name}`, 'utf8')), ...Array<string>(20).fill(small)]

  test('agrees where lines are added, moved and indented otherwise', () => {
    const line = fc.tuple(fc.constantFrom(...odd), fc.nat(), fc.nat(8))
    const added = (text: string, [what, at, indent]: readonly [string, number, number]): string => {
      const lines = text.split('\n')
      lines.splice(at % lines.length, indent === 8 ? 1 : 0, ' '.repeat(indent) + what)
      return lines.join('\n')
    }
    expect(
      share(fc.tuple(fc.constantFrom(...texts), fc.array(line, { minLength: 1, maxLength: 2 })).map(([text, lines]) => lines.reduce(added, text))),
    ).toBeGreaterThan(0.05)
  })

  test('agrees where characters are changed', () => {
    expect(
      share(fc.tuple(fc.constantFrom(...texts), fc.array(edit, { minLength: 1, maxLength: 3 })).map(([text, edits]) => edits.reduce(edited, text))),
    ).toBeGreaterThan(0.1)
  })

  test('agrees on each odd line alone, before, behind and below an entry', () => {
    const around = [
      '$\n',
      '$\nb: 1\n',
      'b: 1\n$\n',
      'b:\n  $\n',
      'b:\n  $\n  c\nd: 1\n',
      'b:\n  c: 1\n  $\nd: 1\n',
      '- $\n',
      '- b\n- $\n  c: 1\n',
      'b: &x { k: v }\n$\n',
      '$\nz: *x\n',
      '$\n- *x\n',
    ]
    const texts = odd.flatMap((line) => around.map((each) => each.replace('$', () => line)))
    expect(texts.filter(agree).length).toBeGreaterThan(texts.length / 5)
  })

  test('agrees on short texts of all its parts', () => {
    expect(share(fc.array(fc.constantFrom(...parts), { maxLength: 14 }).map((each) => each.join('')))).toBeGreaterThan(0.02)
  })
})

/** The share of texts that the fast reader read, alike. */
function share(texts: fc.Arbitrary<string>): number {
  let [all, read] = [0, 0]
  fc.assert(
    fc.property(texts, (text) => {
      all++
      if (agree(text)) read++
    }),
    { numRuns: runs },
  )
  return read / all
}

const small = `---
a: 1
b:
  - x: "q" # note
    y: 'it''s'
  - [a, {b: c, d: }, e]
  - - 1
    - two words
c: &c { k: v,
  l: w }
d:
  <<: *c
  k: other
e: |
  one
   two

  three
f: >-
  one
  two

  three
g:
- &g h
- *g
- |-
  text
...
`

const parts = [
  'a',
  'b',
  '1',
  ':',
  ': ',
  ' ',
  '  ',
  '\n',
  '\n',
  '\n  ',
  '\n  ',
  '\n    ',
  '- ',
  '-',
  '[',
  ']',
  '{',
  '}',
  ', ',
  ',',
  '"',
  "'",
  '"x"',
  "'y'",
  '#',
  ' # c',
  '&a ',
  '*a',
  '<<: ',
]
parts.push(
  '|',
  '>-',
  '---',
  '...',
  'a: ',
  'b: ',
  'c: ',
  '\na: ',
  '\n  b: ',
  '\n- ',
  '\n  - ',
  '[a, b]',
  '{ a: 1 }',
  '|-\n  text',
  '>\n    some\n    text',
  '?',
  '!',
  '%',
  '@',
  '=',
  '~',
  'null',
  '{{ x }}',
  '\\',
  '\\n',
)
