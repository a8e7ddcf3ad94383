import { Argument, Command } from 'commander'
import { EnvironmentProblem } from '../node/read.js'
import { readInventoryFiles } from '../node/read-inventory.js'
import { bashScript } from './completion/bash.js'
import { fishScript } from './completion/fish.js'
import { shapeOf } from './completion/shape.js'
import { zshScript } from './completion/zsh.js'

const scripts = { bash: bashScript, zsh: zshScript, fish: fishScript }

const more = `
Examples:
  source <(pgcompile completion bash)             in ~/.bashrc
  source <(pgcompile completion zsh)              in ~/.zshrc, after compinit
  pgcompile completion fish > ~/.config/fish/completions/pgcompile.fish`

/** `pgcompile completion bash`: a script that completes commands, options, files and names. */
export function completionCommand(): Command {
  return new Command('completion')
    .description('print the completion script of a shell')
    .addArgument(new Argument('[shell]', 'bash, zsh or fish').choices(Object.keys(scripts)))
    .option('--names <inventory>', 'instead print the clusters, instances and hosts of an inventory, which the scripts ask for')
    .addHelpText('after', more)
    .action(async (shell: keyof typeof scripts | undefined, { names }: { names?: string }, command: Command) => {
      if (names !== undefined) process.stdout.write(await namesIn(names))
      else if (shell === undefined || command.parent === null) throw new EnvironmentProblem('completion wants a shell: bash, zsh or fish')
      else process.stdout.write(scripts[shell](shapeOf(command.parent)))
    })
}

/** One a line; none where the inventory has errors, since nobody wants to read of them while completing. */
async function namesIn(inventory: string): Promise<string> {
  const { check } = await import('../understand.js')
  const { model } = check({ inventories: [readInventoryFiles(inventory)] })
  if (model === undefined) return ''
  const names = [
    ...model.clusters.flatMap(({ name, instances }) => [name, ...instances.map((instance) => instance.name)]),
    ...model.hosts.map(({ name }) => name),
  ]
  return [...new Set(names)].map((name) => `${name}\n`).join('')
}
