import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Sink } from '../../src/diagnostics/sink.js'
import { Source } from '../../src/source/source.js'
import { parseDocument } from '../../src/syntax/document.js'
import { LivingSource } from '../../src/syntax/living-source.js'
import type { Node } from '../../src/syntax/node.js'
import { fleet } from '../bench/fleet.js'

const runs = Number(process.env.PATCH_RUNS ?? 300)

/** The document with the place of everything, and what was reported. */
function read(source: Source): unknown {
  const sink = new Sink()
  const placed = (node: Node): unknown => {
    const at = `${node.at.start}-${node.at.end}`
    if (node.kind === 'sequence') return { at, items: node.items.map(placed) }
    if (node.kind === 'scalar') return { ...node, at }
    const pairs = [...node.entries.values(), ...(node.replaced ?? [])].map(({ name, key, value }) => [name, placed(key), placed(value)])
    return { at, pairs, replaced: node.replaced?.length }
  }
  const root = parseDocument(source, sink)
  return { root: root && placed(root), reports: sink.list().map(({ code, message, at }) => `${code} ${at} ${at.start}-${at.end} ${message}`) }
}

const texts = [
  fleet(4, 1),
  ...['trio', 'single', 'multi'].map((name) => readFileSync(`fixtures/deployments/${name}.yml`, 'utf8')),
  [
    'a:',
    '  # one',
    '  b: 1 # two',
    '',
    '  c: |',
    '    text',
    '',
    '    more',
    '  d: >-',
    '    folded',
    '   ',
    '# left',
    '  e: [1,',
    '    2]',
    '  "f": \'x\'',
    '  g:',
    '  - h: 1',
    '    i: 2',
    '  -',
    '    j: 3',
    '  k:',
    'l: plain',
    '  goes on',
    'm: ~',
    '',
  ].join('\n'),
]
const pieces = [
  'x',
  ' ',
  '\n',
  '#',
  ':',
  ': ',
  "'",
  '"',
  '{',
  '}',
  '[',
  ']',
  ',',
  '- ',
  '&a ',
  '*a',
  '<<: *a\n',
  '!!str ',
  '|\n',
  '\t',
  '7',
  '  key: value\n',
  '# word\n',
  '\n\n',
  '? ',
  '%',
  '---\n',
  '\u00e9',
]

/** A share of the text; anywhere, where the library would prefer the begin. */
const place = fc.noBias(fc.integer({ min: 0, max: 9999 })).map((share) => share / 10000)

const edit = fc.record({
  where: place,
  cut: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 60 })),
  put: fc.array(fc.constantFrom(...pieces), { maxLength: 3 }),
})

/** Edits that seldom break a text: of a number, of whole lines. */
const likely = fc.record({
  where: place,
  kind: fc.constantFrom('number', 'number', 'comment', 'comment', 'blank', 'delete', 'repeat', 'move'),
})

function edited(text: string, { where, ...how }: { readonly where: number; readonly kind?: string; readonly cut?: number; readonly put?: readonly string[] }) {
  if (how.kind === undefined) {
    const at = Math.floor(where * text.length)
    return text.slice(0, at) + (how.put ?? []).join('') + text.slice(at + (how.cut ?? 0))
  }
  const lines = text.split('\n')
  const at = Math.floor(where * lines.length)
  const line = lines[at] ?? ''
  if (how.kind === 'number') lines[at] = line.replace(/\d+/, (digits) => `${digits}7`)
  else if (how.kind === 'repeat') lines.splice(at, 0, line)
  else if (how.kind === 'delete') lines.splice(at, 1)
  else if (how.kind === 'comment') lines[at] = `${line} # said`
  else if (how.kind === 'blank') lines.splice(at, 0, '')
  else lines.splice(at, 2, lines[at + 1] ?? '', line)
  return lines.join('\n')
}

describe('a document that is read again after an edit', () => {
  test('has the nodes, the places and the reports of one that is read anew', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...texts),
        fc.oneof(fc.array(likely, { minLength: 1, maxLength: 6 }), fc.array(fc.oneof(edit, likely), { minLength: 1, maxLength: 4 })),
        (text, edits) => {
          const living = new LivingSource('i.yml', text)
          read(living)
          let now = text
          for (const each of edits) {
            now = edited(now, each)
            living.update(now)
            expect(read(living)).toEqual(read(new Source('i.yml', now)))
          }
        },
      ),
      { numRuns: runs },
    )
  }, 120_000)

  test('finds an edit wherever it lies in a long text', () => {
    const letters = (count: number, step: number): string =>
      Array.from({ length: count }, (_, index) => String.fromCharCode(97 + ((index * step) % 26))).join('')
    const text = [3, 5, 7, 9, 11].map((step) => `${letters(4, step)}:\n  one: ${letters(2500, step)}\n  # said\n  two: ${letters(4500, step)}\n`).join('')
    // Pieces of 4096 characters are compared, from both ends: an edit lies in a piece, on its edge, and where those of both ends meet.
    const places = [0, 1, 2, 3, 4].flatMap((pieces) => [0, 1].flatMap((by) => [pieces * 4096 + by, text.length - pieces * 4096 - by]))
    const put = (at: number, words: string, before = text): string => before.slice(0, at) + words + before.slice(at + 1)
    const single = places.flatMap((at) => ['0', '', `0${text.charAt(at)}`].map((words) => put(at, words)))
    const twofold = places.flatMap((at) => places.filter((other) => other > at).map((other) => put(at, '0', put(other, '0'))))
    for (const now of [...single, ...twofold]) {
      const living = new LivingSource('i.yml', text)
      read(living)
      for (const next of [now, text]) {
        living.update(next)
        expect(read(living)).toEqual(read(new Source('i.yml', next)))
      }
    }
  })

  test('reads one entry where the edit lies in one, and keeps all others', () => {
    const text = fleet(9, 1)
    const living = new LivingSource('i.yml', text)
    const before = parseDocument(living, new Sink())
    const lengths: number[] = []
    living.update(text.replace(/work_mem: \d+MB/, 'work_mem: 12345MB'))
    const sink = new Sink()
    const after = living.document(sink, (own) => {
      lengths.push(living.text.trim().length)
      return parseDocument(new Source(living.name, living.text), own)
    })
    expect(lengths).toHaveLength(1)
    expect(lengths[0]).toBeLessThan(text.length / 4)
    const vars = (root: Node | undefined): Node | undefined => (root?.kind === 'mapping' ? root.entries.get('all')?.value : undefined)
    const [old, own] = [vars(before), vars(after)].map((node) => (node?.kind === 'mapping' ? node.entries.get('vars') : undefined))
    expect(own).toBe(old)
    expect(own?.key.at.from.line).toBe(text.split('\n').indexOf('  vars:') + 1)
  })
})
