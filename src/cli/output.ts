import { type Command, InvalidArgumentError, Option } from 'commander'
import type { TreeDifference } from '../node/tree/difference.js'
import type { Patience } from '../node/tree/patience.js'
import { type FindingOptions, printSummary } from './findings.js'
import { changeCounts, deedLines, differenceCounts, differenceLines } from './tree.js'

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

export function patienceOf(output: string, { wait }: OutputOptions): Patience {
  return { wait, notice: (line) => process.stderr.write(`pgcompile: ${output}: ${line}\n`) }
}

/** Prints how a directory differs from what it should be; the exit status. */
export function printCheck(output: string, differences: readonly TreeDifference[], options: FindingOptions): number {
  for (const line of differenceLines(differences)) printSummary(line, options)
  const verdict = differences.length === 0 ? 'is what the inventory compiles to' : `is not what the inventory compiles to: ${differenceCounts(differences)}`
  printSummary(`${output} ${verdict}`, options)
  return differences.length === 0 ? 0 : 2
}

/** Prints what a run would do to a directory. */
export function printPreview(output: string, differences: readonly TreeDifference[], options: FindingOptions): void {
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
