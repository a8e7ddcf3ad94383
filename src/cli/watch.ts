import { Command } from 'commander'
import { EnvironmentProblem } from '../node/read.js'
import { type InputOptions, takesInventory } from './input.js'

export interface WatchOptions extends InputOptions {
  readonly output?: string
}

const more = `
On a terminal: q quits, f shows everything or one screen of it, the arrow keys, space and b scroll. Else each change is printed below the one before.

Examples:
  pgcompile watch inventory.yml                   against the inventory as it is now
  pgcompile watch inventory.yml -o out/           against the compiled tree, also when it is compiled again
  pgcompile watch production/ --facts facts.yml   all files of a directory, and those of the facts`

/** `pgcompile watch inventory.yml`: findings and the plan, whenever a file is saved. */
export function watchCommand(done: (status: number) => void): Command {
  return takesInventory(new Command('watch'))
    .description('show what is wrong and what the change will do whenever the inventory is saved; writes nothing')
    .option('-o, --output <directory>', 'the compiled tree that the change is compared with; without it the inventory as it is at the start')
    .addHelpText('after', more)
    .action(async (inventories: string[], options: WatchOptions) => {
      if (inventories.includes('-')) throw new EnvironmentProblem('watch wants files: standard input is read only once')
      const { Watch } = await import('./watch/watch.js')
      done(await new Watch(inventories, options).run())
    })
}
