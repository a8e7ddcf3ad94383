import { Command, InvalidArgumentError, Option } from 'commander'
import { EnvironmentProblem } from '../node/read.js'
import type { Plan } from '../plan/plan.js'
import { type Risk, risks } from '../plan/risk.js'
import { painter } from './colour.js'
import { takesInventory } from './input.js'
import type { SideOptions } from './sides.js'
import { version } from './version.js'

interface Options extends SideOptions {
  readonly format: 'text' | 'json' | 'markdown'
  readonly full?: true
  readonly text?: true
  readonly steps?: true
  readonly exitCode?: true
  readonly failOn: readonly Risk[]
  readonly onlyIntended?: string
  readonly reviewed?: string
  readonly each?: true
}

/** `pgcompile diff OLD NEW`: what a change will do. */
export function diffCommand(done: (status: number) => void): Command {
  return takesInventory(new Command('diff'))
    .usage('[options] <old> <new>\n       pgcompile diff [options] --rev <revision> <inventory...>')
    .description('say what a change will do: which files differ on which hosts, what each difference means, what it needs to act, who gains access')
    .option('--rev <revision>', 'compare the inventories as git has them in this revision with those here')
    .option('--host <name>', 'one side is the root directory of this host, or a copy of a part of it')
    .option('--full', 'show everything, not what fits on a screen')
    .option('--text', 'also show the lines of the files that differ')
    .option('--steps', 'also say what to type, where and in which order')
    .addOption(new Option('--format <format>', 'how the plan is printed').choices(['text', 'json', 'markdown']).default('text'))
    .option('--exit-code', 'exit with status 2 where something differs')
    .addOption(
      new Option('--fail-on <risk>', 'exit with status 2 where something restarts, somebody gains access, or data may be lost; may be repeated')
        .choices(risks)
        .argParser((value: string, earlier: readonly Risk[]) => [...earlier, riskOf(value)])
        .default([]),
    )
    .option('--only-intended <file>', 'exit with status 2 where something happens that the sentences of this file do not say')
    .option('--reviewed <file>', 'let a plan pass --fail-on that a line of this file names; else print the line to add')
    .option('--each', 'with --rev: compare every inventory as one of its own, instead of all as one; what the revision lacks is new and passes')
    .addHelpText('after', examples)
    .action(async (words: string[], options: Options) => {
      const own = words.slice(0, words.length - options.inventory.length)
      if (options.each && (options.rev === undefined || options.format === 'json'))
        throw new EnvironmentProblem(
          `--each ${options.rev === undefined ? 'needs --rev, the revision that each inventory is compared with' : 'has no place in --format json, which is one plan'}`,
        )
      const statuses: number[] = []
      for (const group of options.each && own.length > 0 ? own.map((word) => [word]) : [own]) statuses.push(await compareSides(group, options))
      done(statuses.includes(1) ? 1 : Math.max(...statuses))
    })
}

/** Only a list of choices without a parser of its own is asked by commander. */
function riskOf(value: string): Risk {
  const risk = risks.find((each) => each === value)
  if (risk === undefined) throw new InvalidArgumentError(`Allowed choices are ${risks.join(', ')}.`)
  return risk
}

/** Prints the plan from one side to the other; gives the exit status. */
async function compareSides(words: readonly string[], options: Options): Promise<number> {
  const [{ isNew, readSides }, { diff }, { isChange, planOf }] = await Promise.all([import('./sides.js'), import('../diff/diff.js'), import('../plan/plan.js')])
  if (options.each && words[0] !== undefined && isNew(words[0], options.rev ?? '')) {
    process.stdout.write(`${words[0]} is new: ${options.rev} does not have it\n`)
    return 0
  }
  const sides = readSides(words, options)
  if (sides === undefined) return 1
  const plan = planOf(diff(sides.before, sides.after))
  process.stdout.write(await written(plan, options))
  const unintended = options.onlyIntended === undefined ? 0 : await beyond(plan, options.onlyIntended)
  const risky = await printRisks(plan, options)
  if (unintended === 'mistaken') return 1
  return unintended > 0 || risky || (options.exitCode && isChange(plan)) ? 2 : 0
}

const examples = `
A side is an inventory (a file or directory), a revision of one (HEAD~1:inventory.yml), a tree that pgcompile wrote, or a directory with
files fetched from hosts in hosts/<name>/<path>, of which what is missing counts as not fetched.

Examples:
  pgcompile diff --rev main inventory.yml            what the edit since main does
  pgcompile diff old.yml new.yml --full --text       everything, with the lines
  pgcompile diff out/ inventory.yml                  what a compile would change in a tree
  pgcompile diff inventory.yml fetched/              drift: what on the hosts is not what the inventory says
  pgcompile diff inventory.yml / --host 10.0.0.11    the same on the host itself
  pgcompile diff --rev main inventory.yml --format markdown --fail-on restart --fail-on access-widened`

async function written(plan: Plan, { format, full, text, steps }: Options): Promise<string> {
  if (format === 'json') return (await import('../report/plan/json.js')).planJson(plan, version)
  if (format === 'markdown') return (await import('../report/plan/markdown.js')).planMarkdown(plan, { text: text === true, steps: steps === true })
  const [{ stepsOfPlan }, { planText }, { stepsText }, { unifiedText }] = await Promise.all([
    import('../plan/plan.js'),
    import('../report/plan/text.js'),
    import('../report/plan/steps.js'),
    import('../report/plan/unified.js'),
  ])
  const paint = painter(process.stdout, process.env)
  const todo = steps ? stepsOfPlan(plan) : []
  const parts = [
    planText(plan, { paint, full: full === true }),
    todo === undefined ? 'Steps are known between two inventories only.\n' : todo.length === 0 ? '' : `Steps:\n${stepsText(todo, paint)}`,
    text ? unifiedText(plan, paint) : '',
  ]
  return parts.filter((part) => part !== '').join('\n')
}

/** Prints what the plan has of these risks, and whether somebody reviewed it; true where it has some that nobody did. */
async function printRisks(plan: Plan, { failOn, reviewed }: Options): Promise<boolean> {
  if (failOn.length === 0 && reviewed === undefined) return false
  const { reasonsFor } = await import('../plan/risk.js')
  const found = failOn.flatMap((risk) => reasonsFor(risk, plan).map((reason) => `--fail-on ${risk}: ${reason}`))
  for (const line of found) process.stderr.write(`${line}\n`)
  if (reviewed === undefined || (found.length === 0 && failOn.length > 0)) return found.length > 0
  const { isReviewed } = await import('./reviewed.js')
  return !isReviewed(reviewed, plan) && found.length > 0
}

/** Prints what nobody said that it should happen, and says how much that is; `mistaken` where the sentences cannot be read. */
async function beyond(plan: Plan, path: string): Promise<number | 'mistaken'> {
  const [{ checkIntentions }, { Sink }, { readSource }, { printFindings }] = await Promise.all([
    import('../plan/intended.js'),
    import('../diagnostics/sink.js'),
    import('../node/read.js'),
    import('./findings.js'),
  ])
  const sink = new Sink()
  checkIntentions(readSource(path), plan.comparison, plan.access ?? [], sink)
  const diagnostics = sink.list()
  printFindings([{ diagnostics, secrets: plan.comparison.after.known?.secrets ?? [] }], { format: 'text', failOn: 'error' })
  return diagnostics.some(({ code, severity }) => severity === 'error' && code !== 'change-unintended') ? 'mistaken' : diagnostics.length
}
