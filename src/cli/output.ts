import { hash } from 'node:crypto'
import { type Command, InvalidArgumentError, Option } from 'commander'
import type { Compilation } from '../compile.js'
import type { TreeDifference } from '../node/tree/difference.js'
import type { Patience } from '../node/tree/patience.js'
import type { TreeChange } from '../node/write-tree.js'
import { summary } from '../report/summary.js'
import { tally } from '../report/text.js'
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

/** Compiles, and prints what was found; undefined where that fails the command, which ends with status 1. */
export async function compiled(
  inventories: readonly string[],
  options: InputOptions & FindingOptions,
  done: (status: number) => void,
): Promise<Compilation | undefined> {
  const { compile } = await import('../compile.js')
  const sha256 = (bytes: Uint8Array): string => hash('sha256', bytes)
  const result = withProgress((progress) => compile(readInput(inventories, options), { ...progress, sha256 }))
  printFindings([result], options)
  if (!fails(result, options)) return result
  process.stderr.write(`${tally(result.diagnostics)}; nothing was written\n`)
  done(1)
  return undefined
}

/** How files lie in a directory. */
export interface Layout {
  /** Says so in the summary, as ` in one archive a host`; empty for the usual one. */
  readonly words: string
  readonly compare: (patience: Patience) => readonly TreeDifference[] | Promise<readonly TreeDifference[]>
  readonly preview: (patience: Patience) => readonly TreeDifference[] | Promise<readonly TreeDifference[]>
  readonly write: (patience: Patience) => TreeChange | Promise<TreeChange>
}

/** Writes a directory, or only looks at it where the options say so, and prints what came of it. */
export async function putOut(
  output: string,
  result: Compilation,
  { words, compare, preview, write }: Layout,
  options: OutputOptions & FindingOptions,
  done: (status: number) => void,
): Promise<void> {
  const patience = patienceOf(output, options)
  if (options.check) return done(printCheck(output, await compare(patience), options))
  if (options.dryRun) return printPreview(output, await preview(patience), options)
  const { before, changes } = await write(patience)
  const edited = editedLine(changes)
  if (edited !== undefined) process.stderr.write(`${edited}\n`)
  const found = tally(result.diagnostics)
  const became = before ? `: ${changeCounts(changes)}` : ''
  printSummary(`${summary(result, result.files)}${words} in ${output}${became}${found === '' ? '' : ` (${found})`}`, options)
}

function patienceOf(output: string, { wait }: OutputOptions): Patience {
  return { wait, notice: (line) => process.stderr.write(`pgcompile: ${output}: ${line}\n`) }
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
