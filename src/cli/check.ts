import { Command } from 'commander'
import { summary } from '../report/summary.js'
import { tally } from '../report/text.js'
import { type FindingOptions, fails, printFindings, printSummary, takesFindingOptions } from './findings.js'
import { type InputOptions, readInput, takesInventory, withProgress } from './input.js'

/** `pgcompile check inventory.yml`: the findings only. */
export function checkCommand(done: (status: number) => void): Command {
  return takesFindingOptions(takesInventory(new Command('check')))
    .description('print what is wrong with an inventory; write nothing')
    .option('--each', 'check every file as an inventory of its own, instead of all as one')
    .action(async (inventories: string[], options: InputOptions & FindingOptions & { each?: true }) => {
      const { check } = await import('../understand.js')
      const runs = options.each ? inventories.map((inventory) => [inventory]) : [inventories]
      const results = runs.map((names) => ({ names, result: withProgress((progress) => check(readInput(names, options), progress)) }))
      const found = results.flatMap(({ result }) => result)
      printFindings(found, options)
      for (const { names, result } of results) {
        const counts = tally(result.diagnostics)
        const line = result.model === undefined ? counts : `${summary(result)}, ${counts === '' ? 'nothing to report' : counts}`
        printSummary(options.each ? `${names.join()}: ${line}` : line, options)
      }
      if (found.some((result) => fails(result, options))) done(1)
    })
}
