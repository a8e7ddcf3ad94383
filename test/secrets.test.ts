import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Compilation, compile } from '../src/compile.js'
import { Sink } from '../src/diagnostics/sink.js'
import { findSecrets } from '../src/inventory/secrets.js'
import { decryptWith } from '../src/node/vault.js'
import { frame } from '../src/report/frame.js'
import { github } from '../src/report/github.js'
import { json } from '../src/report/json.js'
import { sarif } from '../src/report/sarif.js'
import { diagnosticText } from '../src/report/text.js'
import { Source } from '../src/source/source.js'
import { parseYaml } from '../src/syntax/yaml.js'
import { seal } from './vault.js'

const names = readdirSync('fixtures/deployments').sort()
const texts = new Map(names.map((name) => [name, readFileSync(`fixtures/deployments/${name}`, 'utf8')]))
const runs = Number(process.env.SECRET_RUNS ?? 60)
const seed = Number(process.env.SECRET_SEED ?? 7)
const decrypt = decryptWith([{ password: Buffer.from('pass') }])

/** How much of a credential gives it away. */
const telling = 6

type Random = () => number

function randomOf(start: number): Random {
  let state = start >>> 0 || 1
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    state >>>= 0
    return state / 2 ** 32
  }
}

const pick = <T>(random: Random, items: readonly T[]): T => items[Math.floor(random() * items.length)] as T

function word(random: Random, length = 12): string {
  return Array.from({ length }, () => pick(random, [...'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789'])).join('')
}

/** A credential like no other text; `hostile` has what formats trip over. */
function marker(random: Random, hostile: boolean): string {
  const glue = pick(random, hostile ? ['"', "'", ': ', '@', '%', ' #', '\\', ', ', '\n', '/', '${', '{{', ']', '!'] : ['-', '.', '_'])
  const head = hostile ? pick(random, ['', '', '!', '*', '&', '%', '@', '`', '- ', '? ', '|', '>', '[', '{']) : ''
  return `${head}${word(random)}${glue}${word(random)}`
}

interface Place {
  readonly start: number
  readonly end: number
}

/** A scalar of YAML, in one of the ways that fit on one line, and where nothing else stands on the line also in others. */
function written(value: string, block: boolean, indent: number, random: Random, styles: readonly string[]): string {
  const double = JSON.stringify(value)
  switch (pick(random, block ? styles : styles.filter((style) => style !== 'block'))) {
    case 'block':
      return `|-\n${value.replace(/^/gm, ' '.repeat(indent + 2))}`
    case 'single':
      return value.includes('\n') ? double : `'${value.replaceAll("'", "''")}'`
    case 'plain':
      return /^[A-Za-z0-9][\w.-]*$/.test(value) ? value : double
    case 'bare':
      return value.replaceAll('\n', ' ')
    case 'anchor':
      return `&${word(random, 4)} ${double}`
    case 'vault':
      return `!vault ${JSON.stringify(seal(value, 'pass'))}`
    default:
      return double
  }
}

/** The text with every credential replaced by a marker of its own. A URL keeps its form, so that what reads it goes on. */
function marked(name: string, random: Random, hostile: boolean, styles: readonly string[]): { text: string; markers: string[]; places: Place[] } {
  const source = new Source(name, texts.get(name) ?? '')
  const root = parseYaml(source, new Sink())
  const spans = root === undefined ? [] : findSecrets(root).map(({ at, text }) => ({ at, text }))
  let text = source.text
  const markers: string[] = []
  const places: Place[] = []
  for (const { at, text: old } of spans.sort((a, b) => b.at.start - a.at.start)) {
    const secret = marker(random, hostile && random() < 0.5)
    const value = /:\/\/[^/@]*:[^@]*@/.test(old) ? old.replace(/(:\/\/[^/@:]*:)[^@]*@/, (_, before) => `${before}${encodeURIComponent(secret)}@`) : secret
    const line = text.slice(text.lastIndexOf('\n', at.start) + 1, at.start)
    const block = /^[ ]*[\w-]+: $/.test(line) && /^[ ]*\n/.test(text.slice(at.end))
    const yaml = written(value, block, line.length - line.trimStart().length, random, styles)
    text = text.slice(0, at.start) + yaml + text.slice(at.end)
    for (const place of places)
      Object.assign(place, { start: place.start + yaml.length - (at.end - at.start), end: place.end + yaml.length - (at.end - at.start) })
    // The key of a credential is what says that it is one: mistakes are made anywhere else.
    places.push({ start: at.start - (/[\w"'-]+:\s*$/.exec(line)?.[0].length ?? 0), end: at.start + yaml.length })
    markers.push(secret)
  }
  return { text, markers, places }
}

const slips = [
  '"',
  "'",
  ':',
  ': ',
  ',',
  '#',
  ' #',
  '\n',
  '\n  ',
  '\t',
  '{',
  '}',
  '[',
  ']',
  '&',
  '*',
  '!',
  '|',
  '>',
  '%',
  '@',
  '- ',
  ' ',
  'x',
  '\\',
  '<<: ',
  '{{ x }}',
  '\0',
]

/** One slip of the keyboard: anywhere, or before, in or after a credential. */
function mistaken({ text, places }: { text: string; places: readonly Place[] }, random: Random): string {
  const near = random() < 0.6 ? pick(random, places) : undefined
  let at = Math.floor(random() * text.length)
  if (near !== undefined) {
    const line = text.lastIndexOf('\n', near.start) + 1
    const end = text.indexOf('\n', near.end)
    const value = near.start + text.slice(near.start, near.end).indexOf(':') + 1
    const spots = [line, near.start, value, value + 1, near.end, end === -1 ? text.length : end, value + Math.floor(random() * Math.max(1, near.end - value))]
    at = pick(random, spots)
  } else if (places.some(({ start, end }) => start < at && at < end)) at = text.lastIndexOf('\n', at)
  const kind = random()
  if (kind < 0.2 && !places.some(({ start, end }) => start <= at && at < end)) return text.slice(0, at) + text.slice(at + 1)
  if (kind < 0.3) {
    const line = text.lastIndexOf('\n', at) + 1
    const end = text.indexOf('\n', at)
    return end === -1 ? text : text.slice(0, end + 1) + text.slice(line, end + 1) + text.slice(end + 1)
  }
  return text.slice(0, at) + pick(random, slips) + text.slice(at)
}

/** Whatever a user can get to see, file by file. */
function outputs(result: Compilation): Map<string, string> {
  const { diagnostics, secrets, files, manifest } = result
  const seen = new Map<string, string>([
    ['text', diagnostics.map((found) => frame(found, { secrets })).join('\n')],
    ['wide text', diagnostics.map((found) => frame(found, { secrets, width: 10_000 })).join('\n')],
    ['short text', diagnostics.map(diagnosticText).join('\n')],
    ['json', json(diagnostics, '0')],
    ['sarif', sarif(diagnostics, '0')],
    ['github', diagnostics.map(github).join('\n')],
    ['manifest', manifest],
  ])
  for (const { host, path, text, secret, mode } of files) {
    if (secret) expect(`${path} ${mode}`).toMatch(/0[0-7][0-7]0$/)
    else seen.set(`${host}:${path} ${mode}`, text)
  }
  return seen
}

function expectNothing(result: Compilation, markers: readonly string[], text: string): void {
  const pieces = new Set(markers.flatMap((secret) => piecesOf(secret)))
  for (const [where, output] of outputs(result))
    for (let at = 0; at + telling <= output.length; at++)
      if (pieces.has(output.slice(at, at + telling))) {
        const shown = output.slice(Math.max(0, at - 300), at + 100)
        const place = text.indexOf(output.slice(at, at + telling))
        expect.fail(`${where} shows a part of a credential: ${shown}\n\nfrom: ${text.slice(Math.max(0, text.lastIndexOf('\n', place) - 200), place + 200)}`)
      }
}

/** Every part of a credential that is long enough, but for those that are mostly signs. */
function piecesOf(secret: string): string[] {
  const pieces: string[] = []
  for (let at = 0; at + telling <= secret.length; at++) pieces.push(secret.slice(at, at + telling))
  return pieces.filter((piece) => /\w.*\w.*\w.*\w.*\w/s.test(piece) || /^\w+$/.test(piece))
}

const run = (text: string): Compilation => compile({ inventories: [new Source('inventory.yml', text)], decrypt })

describe('credentials', () => {
  test.each(names)('%s: are in no report, in no file that is not secret, and those files are not for everybody', (name) => {
    for (const styles of [['double', 'single', 'plain', 'anchor'], ['block'], ['vault']]) {
      const { text, markers } = marked(name, randomOf(seed + name.length), false, styles)
      const result = run(text)
      expect(markers.length).toBeGreaterThan(3)
      expect(
        result.files.length,
        result.diagnostics
          .filter(({ severity }) => severity === 'error')
          .map(diagnosticText)
          .join('\n'),
      ).toBeGreaterThan(0)
      expectNothing(result, markers, text)
      const all = result.files.map((file) => file.text).join('\n')
      expect(markers.some((secret) => all.includes(secret))).toBe(true)
    }
  })

  test('stay hidden whatever is wrong, also on their own line', { timeout: 600_000 }, () => {
    let refused = 0
    fc.assert(
      fc.property(fc.constantFrom(...names.filter((name) => name !== 'fleet.yml')), fc.integer({ min: 1 }), fc.boolean(), (name, start, hostile) => {
        const random = randomOf(start)
        const styles = random() < 0.1 ? ['vault'] : ['double', 'single', 'plain', 'bare', 'block', 'anchor']
        const base = marked(name, random, hostile, styles)
        const text = random() < 0.8 ? mistaken(base, random) : base.text
        const result = run(text)
        if (result.files.length === 0) refused++
        expectNothing(result, base.markers, text)
      }),
      { numRuns: runs, seed },
    )
    expect(refused).toBeGreaterThan(runs / 4)
  })
})
