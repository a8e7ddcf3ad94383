import { Command } from 'commander'
import { summary } from '../report/summary.js'
import { tally } from '../report/text.js'
import { type FindingOptions, fails, printFindings, printSummary, takesFindingOptions } from './findings.js'
import { type InputOptions, readInput, takesInventory, withProgress } from './input.js'
import { type OutputOptions, patienceOf, printCheck, printPreview, takesOutputOptions } from './output.js'
import { changeCounts, editedLine } from './tree.js'

type Options = InputOptions & FindingOptions & OutputOptions & { readonly output: string; readonly gzip?: true }

/** `pgcompile bundle inventory.yml -o bundles/`: one archive a host. */
export function bundleCommand(done: (status: number) => void): Command {
  const command = takesFindingOptions(takesInventory(new Command('bundle')))
    .description('write one tar a host, with owners and modes; the same input gives the same bytes')
    .requiredOption('-o, --output <directory>', 'where <host>.tar and <host>.json, its part of the manifest, go')
    .option('--gzip', 'compress: <host>.tar.gz')
  return takesOutputOptions(command).action(async (inventories: string[], options: Options) => {
    const { compile } = await import('../compile.js')
    const result = withProgress((progress) => compile(readInput(inventories, options), progress))
    printFindings([result], options)
    if (fails(result, options)) {
      process.stderr.write(`${tally(result.diagnostics)}; nothing was written\n`)
      return done(1)
    }
    const { output, gzip = false } = options
    const { compareBundles, previewBundles, writeBundles } = await import('../node/bundle.js')
    const patience = patienceOf(output, options)
    if (options.check) return done(printCheck(output, await compareBundles(output, result.files, gzip, patience), options))
    if (options.dryRun) return printPreview(output, await previewBundles(output, result.files, gzip, patience), options)
    const { before, changes } = await writeBundles(output, result.files, gzip, patience)
    const edited = editedLine(changes)
    if (edited !== undefined) process.stderr.write(`${edited}\n`)
    const found = tally(result.diagnostics)
    const what = `${summary(result, result.files)} in one archive a host in ${output}`
    printSummary(`${what}${before ? `: ${changeCounts(changes)}` : ''}${found === '' ? '' : ` (${found})`}`, options)
  })
}
