import { Command } from 'commander'
import { EnvironmentProblem } from '../node/read.js'
import { tally } from '../report/text.js'
import { printFindings } from './findings.js'
import { save } from './graph.js'
import { type InputOptions, readInput, takesInventory, withProgress } from './input.js'

/** `pgcompile report inventory.yml -o report.html`: all that is known of an inventory, as one page. */
export function reportCommand(done: (status: number) => void): Command {
  return takesInventory(new Command('report'))
    .description('write one HTML page: picture, findings, clusters, who may connect, what failures cost, files; without credentials')
    .option('-o, --output <file>', 'where the page goes')
    .action(async (inventories: string[], options: InputOptions & { output?: string }) => {
      if (options.output === undefined) throw new EnvironmentProblem('say where to write with -o <file>, as in -o report.html')
      const [{ compile }, { page }, { maskedFiles }] = await Promise.all([
        import('../compile.js'),
        import('../report/page/page.js'),
        import('../report/page/masked.js'),
      ])
      const input = readInput(inventories, options)
      const compilation = withProgress((progress) => compile(input, progress))
      const { model } = compilation
      if (model === undefined) {
        printFindings([compilation], { format: 'text', failOn: 'error' })
        process.stderr.write(`${tally(compilation.diagnostics)}; nothing was written\n`)
        return done(1)
      }
      const masked = maskedFiles(input, compilation)
      save(options.output, page({ ...compilation, model }, { name: inventories.join(', '), masked }))
      process.stdout.write(`${options.output}: open it in a browser\n`)
    })
}
