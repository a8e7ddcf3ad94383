import { Command } from 'commander'
import type { Compilation } from '../compile.js'
import { compareTree, previewTree } from '../node/compare-tree.js'
import { EnvironmentProblem } from '../node/read.js'
import type { Patience } from '../node/tree/patience.js'
import { writeTree } from '../node/write-tree.js'
import { summary } from '../report/summary.js'
import { tally } from '../report/text.js'
import { type FindingOptions, fails, printFindings, printSummary, takesFindingOptions } from './findings.js'
import { type InputOptions, readInput, takesInventory, withProgress } from './input.js'
import { type OutputOptions, patienceOf, printCheck, printPreview, takesOutputOptions } from './output.js'
import { changeCounts, editedLine } from './tree.js'

type Options = InputOptions & FindingOptions & OutputOptions & { readonly output?: string }

/** `pgcompile inventory.yml -o out/`: the default command. */
export function compileCommand(done: (status: number) => void): Command {
  const command = takesFindingOptions(takesInventory(new Command('compile')))
    .description('write the files of every host (the default command)')
    .option('-o, --output <directory>', 'where the tree goes; made, or replaced as a whole if pgcompile wrote it')
  return takesOutputOptions(command).action(async (inventories: string[], options: Options) => {
    const { compile } = await import('../compile.js')
    const result = withProgress((progress) => compile(readInput(inventories, options), progress))
    printFindings([result], options)
    if (fails(result, options)) {
      process.stderr.write(`${tally(result.diagnostics)}; nothing was written\n`)
      return done(1)
    }
    const { output } = options
    if (output === undefined) throw new EnvironmentProblem('say where to write with -o <directory>; `pgcompile check` only looks')
    const { files, manifest } = result
    const patience = patienceOf(output, options)
    if (options.check) return done(printCheck(output, compareTree(output, files, manifest, patience), options))
    if (options.dryRun) return printPreview(output, previewTree(output, files, manifest, patience), options)
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
