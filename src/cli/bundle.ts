import { Command } from 'commander'
import { type FindingOptions, takesFindingOptions } from './findings.js'
import { type InputOptions, takesInventory } from './input.js'
import { compiled, type Layout, lookAt, type OutputOptions, onlyLooks, patienceOf, printWritten, takesOutputOptions } from './output.js'

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
    if (!onlyLooks(options)) {
      const change = await writeBundles(output, result.files, gzip, patienceOf(output, options))
      return printWritten(output, result, result.files, ' in one archive a host', change, options)
    }
    const layout: Layout = {
      compare: (patience) => compareBundles(output, result.files, gzip, patience),
      preview: (patience) => previewBundles(output, result.files, gzip, patience),
    }
    await lookAt(output, layout, options, done)
  })
}
