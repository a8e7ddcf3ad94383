import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { compile } from '../../src/compile.js'
import type { Diagnostic } from '../../src/diagnostics/diagnostic.js'
import { coverage } from '../../src/report/coverage/coverage.js'
import { coverageText } from '../../src/report/coverage/text.js'
import { frame } from '../../src/report/frame.js'
import { github } from '../../src/report/github.js'
import { json } from '../../src/report/json.js'
import { sarif } from '../../src/report/sarif.js'
import { diagnosticText } from '../../src/report/text.js'
import { Source } from '../../src/source/source.js'
import { check, type Findings } from '../../src/understand.js'

/*
 * 20,000 mistaken inventories, always the same ones: `npx vitest run test/fuzz`. FUZZ_RUNS asks for more of them, FUZZ_SEED for others:
 *
 *   FUZZ_RUNS=1000000 FUZZ_SEED=$RANDOM npx vitest run test/fuzz
 *
 * takes some hours on two cores. An inventory that fails is made as small as possible and written to a file, whose path the failure names;
 * the seed and path of fast-check are there, too.
 */
const total = Number(process.env.FUZZ_RUNS ?? 20_000)
const seed = Number(process.env.FUZZ_SEED ?? 1)

/** How many inventories a test tries that has this share of them all. */
export function runsFor(share: number): number {
  return Math.ceil(total * share)
}

/** Long enough for any number of runs on a busy machine. */
export const timeout = 120_000 + total * 60

/** CPU time after which an inventory counts as one on which pgcompile hangs, in milliseconds: a second, and another one for each million characters. */
function patience(text: string): number {
  return 1000 + text.length / 1000
}

/** One inventory to try. */
export interface Attempt {
  readonly text: string
  /** Words that no report may show. */
  readonly hidden?: ReadonlySet<string>
}

/** Which parts of pgcompile look at one inventory: all of it for some, since making files takes longer than all else. */
interface Depth {
  readonly files: boolean
  readonly reports: boolean
}

/** Tries many inventories. Gives how many of them were refused; throws with the smallest one that fails and a file that holds it. */
export function tryMany(name: string, inputs: fc.Arbitrary<Attempt>, runs: number): number {
  let refused = 0
  let count = 0
  const property = fc.property(inputs, (attempt) => {
    count++
    if (tryOne(attempt, { files: count % 8 === 0, reports: count % 4 === 0 })) refused++
  })
  const outcome = fc.check(property, { numRuns: runs, seed })
  if (!outcome.failed) return refused
  const path = join(tmpdir(), `pgcompile-fuzz-${name}-${seed}.yml`)
  writeFileSync(path, outcome.counterexample?.[0].text ?? '')
  const { errorInstance: error } = outcome
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error)
  throw new Error(`${path} (seed ${outcome.seed}, path ${outcome.counterexamplePath}, after ${outcome.numRuns} inventories): ${message}`)
}

/** Whether an inventory is refused; throws where pgcompile does with it what it must not. */
export function tryOne({ text, hidden = new Set() }: Attempt, depth: Depth = { files: true, reports: true }): boolean {
  // A busy machine may stop any process for a while: what is slow twice is slow.
  let found = timed(text, depth)
  if (found.time > patience(text)) found = timed(text, depth)
  if (found.time > patience(text)) throw new Error(`took ${Math.round(found.time)} ms`)
  const { result, files } = found
  for (const diagnostic of result.diagnostics) inspect(diagnostic, text)
  const refused = result.diagnostics.some(({ severity }) => severity === 'error')
  if (files !== undefined && refused !== (files === 0)) throw new Error(`${files} files, and the inventory is ${refused ? 'refused' : 'accepted'}`)
  const shown = depth.reports ? reports(result, text) : result.diagnostics.map(diagnosticText).join('\n')
  for (const word of hidden) if (shown.includes(word)) throw new Error(`shows the credential ${word}: ${lineWith(shown, word)}`)
  return refused
}

function timed(text: string, { files }: Depth): { result: Findings; files: number | undefined; time: number } {
  const input = { inventories: [new Source('fuzzed.yml', text)] }
  const begin = process.cpuUsage()
  const compiled = files ? compile(input) : undefined
  const result = compiled ?? check(input)
  const { user, system } = process.cpuUsage(begin)
  return { result, files: compiled?.files.length, time: (user + system) / 1000 }
}

function inspect({ at, message, related }: Diagnostic, text: string): void {
  if (message === '' || /undefined(?! variable)|\[object |\bNaN\b|^\s+at .*:\d+:\d+/m.test(message)) throw new Error(`a message that is none: ${message}`)
  for (const place of [at, ...related.map((other) => other.at)]) {
    const { from, to } = place
    const inside = place.start >= 0 && place.start <= place.end && (place.source.name !== 'fuzzed.yml' || place.end <= text.length)
    const forward = from.line < to.line || (from.line === to.line && from.column <= to.column)
    if (!inside || !forward || from.line < 1 || from.column < 1) throw new Error(`a place that is none, ${place.start}-${place.end}: ${message}`)
  }
}

/** Every report of the findings in one text. */
function reports(result: Findings, text: string): string {
  const { diagnostics, secrets } = result
  const [plain, log] = [json(diagnostics, '0'), sarif(diagnostics, '0')]
  JSON.parse(plain)
  JSON.parse(log)
  const frames = diagnostics.map((diagnostic) => frame(diagnostic, { secrets }))
  // A terminal shows no control character of an inventory.
  const steering = frames.find((lines) => /[\0-\x08\x0b-\x1f\x7f-\x9f]/.test(lines))
  if (steering !== undefined) throw new Error(`a control character on a terminal: ${JSON.stringify(steering)}`)
  const annotations = diagnostics.map(github)
  const broken = annotations.find((line) => /[\r\n]/.test(line))
  if (broken !== undefined) throw new Error(`an annotation of several lines: ${broken}`)
  const covered = coverage({ inventories: [new Source('fuzzed.yml', text)] }).files.map((file) => coverageText(file))
  return [plain, log, ...frames, ...annotations, ...covered].join('\n')
}

function lineWith(text: string, word: string): string {
  return text.split('\n').find((line) => line.includes(word)) ?? ''
}
