import { Command } from 'commander'
import { summary } from '../report/summary.js'
import { tally } from '../report/text.js'
import { compileInput, type InputOptions, takesInventory } from './input.js'

/** `pgcompile check inventory.yml`: the findings only. */
export function checkCommand(done: (status: number) => void): Command {
  return takesInventory(new Command('check'))
    .description('print what is wrong with an inventory; write nothing')
    .action((inventories: string[], options: InputOptions) => {
      const result = compileInput(inventories, options)
      const found = tally(result.diagnostics)
      process.stdout.write(result.model === undefined ? `${found}\n` : `${summary(result)}, ${found === '' ? 'nothing to report' : found}\n`)
      if (result.model === undefined) done(1)
    })
}
