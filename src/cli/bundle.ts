import { Command } from 'commander'
import { type FindingOptions, takesFindingOptions } from './findings.js'
import { type InputOptions, takesInventory } from './input.js'
import { compiled, type Layout, type OutputOptions, putOut, takesOutputOptions } from './output.js'

type Options = InputOptions & FindingOptions & OutputOptions & { readonly output: string; readonly gzip?: true }

/** `pgcompile bundle inventory.yml -o bundles/`: one archive a host. */
export function bundleCommand(done: (status: number) => void): Command {
  const command = takesFindingOptions(takesInventory(new Command('bundle')))
    .description('write one tar a host, with owners and modes; the same input gives the same bytes')
    .requiredOption('-o, --output <directory>', 'where <host>.tar and <host>.json, its part of the manifest, go')
    .option('--gzip', 'compress: <host>.tar.gz')
  return takesOutputOptions(command).action(async (inventories: string[], options: Options) => {
    const result = await compiled(inventories, options, done)
    if (result === undefined) return
    const { compareBundles, previewBundles, writeBundles } = await import('../node/bundle.js')
    const { output, gzip = false } = options
    const layout: Layout = {
      words: ' in one archive a host',
      compare: (patience) => compareBundles(output, result.files, gzip, patience),
      preview: (patience) => previewBundles(output, result.files, gzip, patience),
      write: (patience) => writeBundles(output, result.files, gzip, patience),
    }
    await putOut(output, result, layout, options, done)
  })
}
