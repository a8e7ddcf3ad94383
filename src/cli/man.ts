import { Command } from 'commander'
import { manualPage } from './manual.js'

/** `pgcompile man`: the manual page, made of the help of all commands. */
export function manCommand(): Command {
  return new Command('man').description('print the manual page, as in: pgcompile man | man -l -').action((_: object, command: Command) => {
    if (command.parent !== null) process.stdout.write(manualPage(command.parent))
  })
}
