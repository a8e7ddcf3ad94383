import { Command } from 'commander'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import { Sink } from '../diagnostics/sink.js'
import type { Understood } from '../explain/explainer.js'
import { EnvironmentProblem } from '../node/read.js'
import { Span } from '../source/span.js'
import { understand } from '../understand.js'
import { painter } from './colour.js'
import { printErrors } from './findings.js'
import { type InputOptions, readInput, takesInventory, withProgress } from './input.js'

type ExplainOptions = InputOptions & { readonly json?: true }

/** `pgcompile explain inventory.yml pg-test-2 pg_max_conn`, `pgcompile explain inventory.yml 10.0.0.1:/etc/patroni/patroni.yml:57`. */
export function explainCommand(done: (status: number) => void): Command {
  return takesQuestion(new Command('explain'))
    .usage('[options] <inventory> <name> <parameter>\n       pgcompile explain [options] <inventory> <file>:<line>')
    .description('say where a value comes from and what it does, or what a line of an output file is made of')
    .addHelpText('after', examples)
    .action(async (words: string[], options: ExplainOptions) => {
      const asked = questionOf(words, options)
      const [name, parameter] = asked.question
      if (name === undefined || asked.question.length > 2)
        throw new EnvironmentProblem('explain wants an inventory, then a name and a parameter, or a line of a file; explain --help has examples')
      const understood = read(asked.inventories, options, done)
      if (understood === undefined) return
      const [{ Explainer }, { isReference }, { isProblem }, report] = await Promise.all([
        import('../explain/explainer.js'),
        import('../explain/reference.js'),
        import('../explain/problem.js'),
        import('../report/explain.js'),
      ])
      const explainer = new Explainer(understood)
      const paint = painter(process.stdout, process.env)
      if (isReference(name)) {
        const line = explainer.line(parameter === undefined ? name : `${name}:${parameter}`)
        if (isProblem(line)) throw new EnvironmentProblem(line.problem)
        process.stdout.write(options.json ? asJson(line) : report.lineText(line, paint))
        return
      }
      if (parameter === undefined) throw new EnvironmentProblem(`which parameter of ${name}? As in: explain inventory.yml ${name} pg_max_conn`)
      const value = explainer.value(name, parameter)
      if (isProblem(value)) throw new EnvironmentProblem(value.problem)
      process.stdout.write(options.json ? asJson(value) : report.valueExplanationText(value, paint))
    })
}

const examples = `
Examples:
  pgcompile explain inventory.yml pg-test-2 pg_max_conn                         an instance, host, cluster or group, and a parameter
  pgcompile explain inventory.yml pg-test pg_users.dbuser_shop.pool_mode        a part of it
  pgcompile explain inventory.yml out/hosts/10.10.10.11/etc/patroni/patroni.yml:57
  pgcompile explain inventory.yml 10.10.10.11:/etc/patroni/patroni.yml:work_mem`

/** Gives a command the options of an inventory, and words of which the first is the inventory where -i names none. */
export function takesQuestion(command: Command): Command {
  return takesInventory(command).option('--json', 'print the answer as JSON')
}

/** The inventories of the command line, and what is asked about them. */
export function questionOf(
  words: readonly string[],
  { inventory }: InputOptions,
): { readonly inventories: readonly string[]; readonly question: readonly string[] } {
  const own = words.slice(0, words.length - inventory.length)
  return inventory.length > 0 ? { inventories: inventory, question: own } : { inventories: own.slice(0, 1), question: own.slice(1) }
}

/** Reads an inventory that has no errors; prints them where it has some. */
export function read(
  inventories: readonly string[],
  options: InputOptions,
  done: (status: number) => void,
): (Understood & { readonly findings: readonly Diagnostic[] }) | undefined {
  const sink = new Sink()
  let understood: Understood | undefined
  const betrays = (text: string): boolean => sink.betrays(text)
  const model = withProgress((progress) =>
    understand(readInput(inventories, options), sink, {
      ...progress,
      opaque: true,
      loaded: (loaded) => {
        understood = { ...loaded, secrets: sink.secrets(), betrays }
      },
    }),
  )
  if (model !== undefined && understood !== undefined) return { ...understood, findings: sink.list() }
  printErrors({ diagnostics: sink.list(), secrets: sink.secrets() })
  done(1)
  return undefined
}

/** Places as `file:line:column`. */
export function asJson(answer: unknown): string {
  const shown = function (this: unknown, key: string, value: unknown): unknown {
    const raw: unknown = typeof this === 'object' && this !== null ? Reflect.get(this, key) : value
    return raw instanceof Span ? String(raw) : value
  }
  return `${JSON.stringify(answer, shown, 2)}\n`
}
