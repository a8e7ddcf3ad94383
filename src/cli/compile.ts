import { Command, InvalidArgumentError, Option } from 'commander'
import type { Compilation } from '../compile.js'
import { compareTree, previewTree } from '../node/compare-tree.js'
import { EnvironmentProblem } from '../node/read.js'
import type { Patience } from '../node/tree/lock.js'
import { writeTree } from '../node/write-tree.js'
import { summary } from '../report/summary.js'
import { tally } from '../report/text.js'
import { type FindingOptions, fails, printFindings, printSummary, takesFindingOptions } from './findings.js'
import { type InputOptions, readInput, takesInventory, withProgress } from './input.js'
import { changeCounts, deedLines, differenceCounts, differenceLines, editedLine } from './tree.js'

interface TreeOptions {
  readonly output?: string
  readonly check?: true
  readonly dryRun?: true
  readonly wait: number
}

type Options = InputOptions & FindingOptions & TreeOptions

/** `pgcompile inventory.yml -o out/`: the default command. */
export function compileCommand(done: (status: number) => void): Command {
  return takesFindingOptions(takesInventory(new Command('compile')))
    .description('write the files of every host (the default command)')
    .option('-o, --output <directory>', 'where the tree goes; made, or replaced as a whole if pgcompile wrote it')
    .addOption(
      new Option('--check', 'write nothing; list how the tree differs from what the inventory compiles to, and exit with status 2 if it does').conflicts(
        'dryRun',
      ),
    )
    .option('--dry-run', 'write nothing; list what would be added, changed and removed')
    .addOption(new Option('--wait <seconds>', 'how long to wait for another run that writes the same tree').argParser(seconds).default(5))
    .action(async (inventories: string[], options: Options) => {
      const { compile } = await import('../compile.js')
      const result = withProgress((progress) => compile(readInput(inventories, options), progress))
      printFindings([result], options)
      if (fails(result, options)) {
        process.stderr.write(`${tally(result.diagnostics)}; nothing was written\n`)
        return done(1)
      }
      const { output } = options
      if (output === undefined) throw new EnvironmentProblem('say where to write with -o <directory>; `pgcompile check` only looks')
      const patience = { wait: options.wait, notice: (line: string) => process.stderr.write(`pgcompile: ${output}: ${line}\n`) }
      if (options.check) return done(check(output, result, patience, options))
      if (options.dryRun) return preview(output, result, patience, options)
      write(output, result, patience, options)
    })
}

function write(output: string, result: Compilation, patience: Patience, options: Options): void {
  const { before, changes } = writeTree(output, result.files, result.manifest, patience)
  const edited = editedLine(changes)
  if (edited !== undefined) process.stderr.write(`${edited}\n`)
  const found = tally(result.diagnostics)
  printSummary(`${summary(result, result.files)} in ${output}${before ? `: ${changeCounts(changes)}` : ''}${found === '' ? '' : ` (${found})`}`, options)
}

function check(output: string, { files, manifest }: Compilation, patience: Patience, options: Options): number {
  const differences = compareTree(output, files, manifest, patience)
  for (const line of differenceLines(differences)) printSummary(line, options)
  const verdict = differences.length === 0 ? 'is what the inventory compiles to' : `is not what the inventory compiles to: ${differenceCounts(differences)}`
  printSummary(`${output} ${verdict}`, options)
  return differences.length === 0 ? 0 : 2
}

function preview(output: string, { files, manifest }: Compilation, patience: Patience, options: Options): void {
  const differences = previewTree(output, files, manifest, patience)
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
