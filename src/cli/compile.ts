import { Command } from 'commander'
import { compareTree, previewTree } from '../node/compare-tree.js'
import { EnvironmentProblem } from '../node/read.js'
import { type FindingOptions, takesFindingOptions } from './findings.js'
import { type InputOptions, takesInventory } from './input.js'
import { compiled, type Layout, lookAt, type OutputOptions, onlyLooks, takesOutputOptions } from './output.js'
import { compileInto } from './written.js'

type Options = InputOptions & FindingOptions & OutputOptions & { readonly output?: string }

/** `pgcompile inventory.yml -o out/`: the default command. `thread` is the script of the thread that may write the files. */
export function compileCommand(done: (status: number) => void, thread?: string): Command {
  const command = takesFindingOptions(takesInventory(new Command('compile')))
    .description('write the files of every host (the default command)')
    .option('-o, --output <directory>', 'where the tree goes; made, or replaced as a whole if pgcompile wrote it')
  return takesOutputOptions(command).action(async (inventories: string[], options: Options) => {
    const { output } = options
    if (output !== undefined && !onlyLooks(options)) return compileInto(output, inventories, options, done, thread)
    const result = await compiled(inventories, options, done)
    if (result === undefined) return
    if (output === undefined) throw new EnvironmentProblem('say where to write with -o <directory>; `pgcompile check` only looks')
    const { files, manifest } = result
    const layout: Layout = {
      compare: (patience) => compareTree(output, files, manifest, patience),
      preview: (patience) => previewTree(output, files, manifest, patience),
    }
    await lookAt(output, layout, options, done)
  })
}
