import { hash } from 'node:crypto'
import { type Command, InvalidArgumentError, Option } from 'commander'
import type { Compilation } from '../compile.js'
import type { TreeChange, TreeDifference } from '../node/tree/difference.js'
import type { Patience } from '../node/tree/patience.js'
import { type Summed, summary } from '../report/summary.js'
import { tally } from '../report/text.js'
import type { Findings } from '../understand.js'
import { type FindingOptions, fails, printFindings, printSummary } from './findings.js'
import { type InputOptions, readInput, withProgress } from './input.js'
import { changeCounts, deedLines, differenceCounts, differenceLines, editedLine } from './tree.js'

/** How a command writes its directory, or only looks at it. */
export interface OutputOptions {
  readonly check?: true
  readonly dryRun?: true
  /** Seconds. */
  readonly wait: number
}

/** Gives a command that writes a directory the options of that. */
export function takesOutputOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--check', 'write nothing; list how the directory differs from what the inventory compiles to, and exit with status 2 if it does').conflicts(
        'dryRun',
      ),
    )
    .option('--dry-run', 'write nothing; list what would be added, changed and removed')
    .addOption(new Option('--wait <seconds>', 'how long to wait for another run that writes the same directory').argParser(seconds).default(5))
}

/** SHA-256 as Node has it. */
export function sha256(bytes: Uint8Array): string {
  return hash('sha256', bytes)
}

/** Compiles, and prints what was found; undefined where that fails the command, which ends with status 1. */
export async function compiled(
  inventories: readonly string[],
  options: InputOptions & FindingOptions,
  done: (status: number) => void,
): Promise<Compilation | undefined> {
  const { compile } = await import('../compile.js')
  const result = withProgress((progress) => compile(readInput(inventories, options), { ...progress, sha256 }))
  return stands(result, options, done) ? result : undefined
}

/** Prints what was found; false where that fails the command, which ends with status 1. */
export function stands(result: Pick<Findings, 'diagnostics' | 'secrets'>, options: FindingOptions, done: (status: number) => void): boolean {
  printFindings([result], options)
  if (!fails(result, options)) return true
  process.stderr.write(`${tally(result.diagnostics)}; nothing was written\n`)
  done(1)
  return false
}

/** How what is compiled compares with a directory. */
export interface Layout {
  readonly compare: (patience: Patience) => readonly TreeDifference[] | Promise<readonly TreeDifference[]>
  readonly preview: (patience: Patience) => readonly TreeDifference[] | Promise<readonly TreeDifference[]>
}

/** Whether the options say that nothing is to be written. */
export function onlyLooks({ check, dryRun }: OutputOptions): boolean {
  return check === true || dryRun === true
}

/** Looks at a directory as the options say, and prints how it differs. */
export async function lookAt(
  output: string,
  { compare, preview }: Layout,
  options: OutputOptions & FindingOptions,
  done: (status: number) => void,
): Promise<void> {
  const patience = patienceOf(output, options)
  if (options.check) done(printCheck(output, await compare(patience), options))
  else printPreview(output, await preview(patience), options)
}

/** Prints what became of a directory. `words` say how files lie in it, as ` in one archive a host`; they are empty for the usual way. */
export function printWritten(
  output: string,
  found: Pick<Findings, 'diagnostics'> & Summed,
  files: { readonly length: number },
  words: string,
  { before, changes }: TreeChange,
  options: FindingOptions,
): void {
  const edited = editedLine(changes)
  if (edited !== undefined) process.stderr.write(`${edited}\n`)
  const remarks = tally(found.diagnostics)
  const became = before ? `: ${changeCounts(changes)}` : ''
  printSummary(`${summary(found, files)}${words} in ${output}${became}${remarks === '' ? '' : ` (${remarks})`}`, options)
}

/** How a command waits, and what it says meanwhile, after `clear`. */
export function patienceOf(output: string, { wait }: OutputOptions, clear = (): void => {}): Patience {
  const notice = (line: string): void => {
    clear()
    process.stderr.write(`pgcompile: ${output}: ${line}\n`)
  }
  return { wait, notice }
}

/** Prints how a directory differs from what it should be; the exit status. */
function printCheck(output: string, differences: readonly TreeDifference[], options: FindingOptions): number {
  for (const line of differenceLines(differences)) printSummary(line, options)
  const verdict = differences.length === 0 ? 'is what the inventory compiles to' : `is not what the inventory compiles to: ${differenceCounts(differences)}`
  printSummary(`${output} ${verdict}`, options)
  return differences.length === 0 ? 0 : 2
}

/** Prints what a run would do to a directory. */
function printPreview(output: string, differences: readonly TreeDifference[], options: FindingOptions): void {
  for (const line of deedLines(differences)) printSummary(line, options)
  const changes = differences.filter(({ foreign }) => !foreign)
  const forecast = changes.length === 0 ? `nothing would change in ${output}` : `${output} would have ${changeCounts(changes)}`
  printSummary(`${forecast}; nothing was written`, options)
}

function seconds(text: string): number {
  const value = Number(text)
  if (!/^\d+(\.\d+)?$/.test(text) || !Number.isFinite(value)) throw new InvalidArgumentError('It is a number of seconds, as 0, 2.5 or 60.')
  return value
}
