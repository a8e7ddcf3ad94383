import { Command } from 'commander'
import { EnvironmentProblem } from '../node/read.js'
import { coverageJson } from '../report/coverage/json.js'
import { coverageLegend, coverageText, placeholderLines } from '../report/coverage/text.js'
import { summary } from '../report/summary.js'
import { tally } from '../report/text.js'
import { check, type Findings } from '../understand.js'
import { painter } from './colour.js'
import { type FindingOptions, fails, printFindings, printSummary, takesFindingOptions } from './findings.js'
import { type InputOptions, readInput, takesInventory, withProgress } from './input.js'

type CheckOptions = InputOptions & FindingOptions & { readonly each?: true; readonly coverage?: true; readonly expect: readonly string[] }

/** `pgcompile check inventory.yml`: the findings only. */
export function checkCommand(done: (status: number) => void): Command {
  return takesFindingOptions(takesInventory(new Command('check')))
    .description('print what is wrong with an inventory; write nothing')
    .option('--each', 'check every file as an inventory of its own, instead of all as one')
    .option('--coverage', 'list what each line is good for: used, checked, unused and why, or of another module; with --format text or json')
    .option(
      '--expect <file>',
      'also check statements about who may connect; may be repeated',
      (value: string, earlier: readonly string[]) => [...earlier, value],
      [],
    )
    .action(async (inventories: string[], options: CheckOptions) => {
      const runs = options.each ? inventories.map((inventory) => [inventory]) : [inventories]
      const found = options.coverage ? await cover(runs, options) : await look(runs, options)
      for (const [index, result] of found.entries()) {
        const counts = tally(result.diagnostics)
        const line = result.model === undefined ? counts : `${summary(result)}, ${counts === '' ? 'nothing to report' : counts}`
        printSummary(options.each ? `${runs[index]?.join()}: ${line}` : line, options)
      }
      if (found.some((result) => fails(result, options))) done(1)
    })
}

async function look(runs: readonly (readonly string[])[], options: CheckOptions): Promise<readonly Findings[]> {
  const looked = runs.map((names) => withProgress((progress) => check(readInput(names, options), progress)))
  const found = options.expect.length === 0 ? looked : await expected(looked, options.expect)
  printFindings(found, options)
  return found
}

/** With what the statements of these files find; only who asks for it waits for it. */
async function expected(found: readonly Findings[], files: readonly string[]): Promise<readonly Findings[]> {
  const { withExpectations } = await import('./expect.js')
  return found.map((findings) => withExpectations(findings, files))
}

/** The same with a list of all lines on standard output. */
async function cover(runs: readonly (readonly string[])[], options: CheckOptions): Promise<readonly Findings[]> {
  const { format } = options
  if (format !== 'text' && format !== 'json')
    throw new EnvironmentProblem(`--coverage lists lines, which --format ${format} has no place for: use text or json`)
  const { coverage } = await import('../report/coverage/coverage.js')
  const covered = runs.map((names) => withProgress((progress) => coverage(readInput(names, options), progress)))
  const files = covered.flatMap((result) => result.files)
  const placeholders = covered.flatMap((result) => result.placeholders)
  const found = options.expect.length === 0 ? covered : await expected(covered, options.expect)
  printFindings(found, options, { coverage: files.map(coverageJson), placeholders })
  if (format === 'json') return found
  const paint = painter(process.stdout, process.env)
  for (const file of files) process.stdout.write(`${coverageText(file, { paint })}\n\n`)
  if (files.length > 0) process.stdout.write(`${coverageLegend.join('\n')}\n\n`)
  for (const line of placeholderLines(placeholders)) process.stdout.write(`${line}\n`)
  if (covered.some(({ diagnostics }) => diagnostics.some(({ severity }) => severity === 'error')))
    process.stdout.write(
      files.length === 0 ? 'No coverage: the inventory cannot be read.\n' : 'The inventory has errors: what they kept from being read may count as unused.\n',
    )
  return found
}
