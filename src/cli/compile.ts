import { Command } from 'commander'
import { compareTree, previewTree } from '../node/compare-tree.js'
import { EnvironmentProblem } from '../node/read.js'
import { writeTree } from '../node/write-tree.js'
import { type FindingOptions, takesFindingOptions } from './findings.js'
import { type InputOptions, takesInventory } from './input.js'
import { compiled, type Layout, type OutputOptions, putOut, takesOutputOptions } from './output.js'

type Options = InputOptions & FindingOptions & OutputOptions & { readonly output?: string }

/** `pgcompile inventory.yml -o out/`: the default command. */
export function compileCommand(done: (status: number) => void): Command {
  const command = takesFindingOptions(takesInventory(new Command('compile')))
    .description('write the files of every host (the default command)')
    .option('-o, --output <directory>', 'where the tree goes; made, or replaced as a whole if pgcompile wrote it')
  return takesOutputOptions(command).action(async (inventories: string[], options: Options) => {
    const result = await compiled(inventories, options, done)
    if (result === undefined) return
    const { output } = options
    if (output === undefined) throw new EnvironmentProblem('say where to write with -o <directory>; `pgcompile check` only looks')
    const { files, manifest } = result
    const layout: Layout = {
      words: '',
      compare: (patience) => compareTree(output, files, manifest, patience),
      preview: (patience) => previewTree(output, files, manifest, patience),
      write: (patience) => writeTree(output, files, manifest, patience),
    }
    await putOut(output, result, layout, options, done)
  })
}
