import { type Command, Option } from 'commander'
import type { Diagnostic, Severity } from '../diagnostics/diagnostic.js'
import { frame } from '../report/frame.js'
import { github } from '../report/github.js'
import { json } from '../report/json.js'
import { sarif } from '../report/sarif.js'
import { diagnosticText } from '../report/text.js'
import type { Findings } from '../understand.js'
import { painter } from './colour.js'
import { version } from './version.js'

export type Format = 'text' | 'json' | 'sarif' | 'github'

export interface FindingOptions {
  readonly format: Format
  readonly failOn: Severity
}

/** Gives a command the options that say how findings are printed, and which of them fail it. */
export function takesFindingOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--format <format>', 'how findings are printed: text on standard error, the others on standard output')
        .choices(['text', 'json', 'sarif', 'github'])
        .default('text'),
    )
    .addOption(new Option('--fail-on <severity>', 'the least severity that makes the exit status 1').choices(['error', 'warning', 'note']).default('error'))
}

/** Prints what was found in one run or several. Text goes to standard error; what programs read goes to standard output. */
export function printFindings(
  results: readonly Pick<Findings, 'diagnostics' | 'secrets'>[],
  { format }: FindingOptions,
  more: Readonly<Record<string, unknown>> = {},
): void {
  // Runs that share a facts file find the same in it.
  const diagnostics = [...new Map(results.flatMap((result) => result.diagnostics).map((found) => [diagnosticText(found), found])).values()]
  switch (format) {
    case 'json':
      process.stdout.write(json(diagnostics, version, more))
      break
    case 'sarif':
      process.stdout.write(sarif(diagnostics, version))
      break
    case 'github':
      for (const diagnostic of diagnostics) process.stdout.write(`${github(diagnostic)}\n`)
      break
    case 'text': {
      const secrets = results.flatMap((result) => result.secrets)
      const paint = painter(process.stderr, process.env)
      if (diagnostics.length > 0) process.stderr.write(diagnostics.map((diagnostic) => `${frame(diagnostic, { secrets, paint })}\n`).join(''))
    }
  }
}

/** Prints the errors of a run that goes no further because of them, and returns them; warnings are for `check`. */
export function printErrors({ diagnostics, secrets }: Pick<Findings, 'diagnostics' | 'secrets'>): readonly Diagnostic[] {
  const errors = diagnostics.filter(({ severity }) => severity === 'error')
  printFindings([{ diagnostics: errors, secrets }], { format: 'text', failOn: 'error' })
  return errors
}

/** Prints a line about the run: where the findings of text are not. */
export function printSummary(line: string, { format }: FindingOptions): void {
  const stream = format === 'text' ? process.stdout : process.stderr
  stream.write(`${line}\n`)
}

const ranks: Record<Severity, number> = { error: 0, warning: 1, note: 2 }

/** Whether the findings fail the command. */
export function fails({ diagnostics }: Pick<Findings, 'diagnostics'>, { failOn }: FindingOptions): boolean {
  return diagnostics.some(({ severity }) => ranks[severity] <= ranks[failOn])
}
