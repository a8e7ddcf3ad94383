import { Command } from 'commander'
import { EnvironmentProblem } from '../node/read.js'
import { painter } from './colour.js'
import { asJson, questionOf, read, takesQuestion } from './explain.js'
import type { InputOptions } from './input.js'

/** `pgcompile describe inventory.yml pg-test-1`: an instance, cluster or host on one screen. */
export function describeCommand(done: (status: number) => void): Command {
  return takesQuestion(new Command('describe'))
    .usage('[options] <inventory> <name>')
    .description('show an instance, cluster or host on one screen: addresses, connection strings, roles, backups, files, findings')
    .addHelpText('after', '\nExample:\n  pgcompile describe inventory.yml pg-test')
    .action(async (words: string[], options: InputOptions & { readonly json?: true }) => {
      const { inventories, question } = questionOf(words, options)
      const [name, ...others] = question
      if (name === undefined || others.length > 0) throw new EnvironmentProblem('describe wants an inventory, and the name of one instance, cluster or host')
      const found = read(inventories, options, done)
      if (found === undefined) return
      const [{ describe }, { isProblem }, { descriptionText }] = await Promise.all([
        import('../explain/describe.js'),
        import('../explain/problem.js'),
        import('../report/describe.js'),
      ])
      const described = describe(name, found.model, found.findings)
      if (isProblem(described)) throw new EnvironmentProblem(described.problem)
      process.stdout.write(options.json ? asJson(described) : descriptionText(described, painter(process.stdout, process.env)))
    })
}
