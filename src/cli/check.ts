import { Command } from 'commander'
import { summary } from '../report/summary.js'
import { tally } from '../report/text.js'
import { type FindingOptions, fails, printFindings, printSummary, takesFindingOptions } from './findings.js'
import { compileInput, type InputOptions, takesInventory } from './input.js'

/** `pgcompile check inventory.yml`: the findings only. */
export function checkCommand(done: (status: number) => void): Command {
  return takesFindingOptions(takesInventory(new Command('check')))
    .description('print what is wrong with an inventory; write nothing')
    .action((inventories: string[], options: InputOptions & FindingOptions) => {
      const result = compileInput(inventories, options)
      printFindings(result, options)
      const found = tally(result.diagnostics)
      printSummary(result.model === undefined ? found : `${summary(result)}, ${found === '' ? 'nothing to report' : found}`, options)
      if (fails(result, options)) done(1)
    })
}
