import { Command } from 'commander'
import { EnvironmentProblem } from '../node/read.js'
import { writeTree } from '../node/write-tree.js'
import { summary } from '../report/summary.js'
import { tally } from '../report/text.js'
import { type FindingOptions, fails, printFindings, printSummary, takesFindingOptions } from './findings.js'
import { type InputOptions, readInput, takesInventory, withProgress } from './input.js'

/** `pgcompile inventory.yml -o out/`: the default command. */
export function compileCommand(done: (status: number) => void): Command {
  return takesFindingOptions(takesInventory(new Command('compile')))
    .description('write the files of every host (the default command)')
    .option('-o, --output <directory>', 'where the tree goes; made, or replaced as a whole if pgcompile wrote it')
    .action(async (inventories: string[], options: InputOptions & FindingOptions & { output?: string }) => {
      const { compile } = await import('../compile.js')
      const result = withProgress((progress) => compile(readInput(inventories, options), progress))
      printFindings([result], options)
      if (fails(result, options)) {
        process.stderr.write(`${tally(result.diagnostics)}; nothing was written\n`)
        return done(1)
      }
      if (options.output === undefined) throw new EnvironmentProblem('say where to write with -o <directory>; `pgcompile check` only looks')
      writeTree(options.output, result.files, result.manifest)
      const found = tally(result.diagnostics)
      printSummary(`${summary(result, result.files)} in ${options.output}${found === '' ? '' : ` (${found})`}`, options)
    })
}
