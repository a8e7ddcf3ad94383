import { existsSync } from 'node:fs'
import { Command } from 'commander'
import { EnvironmentProblem } from '../node/read.js'
import { painter } from './colour.js'
import { append, type InputOptions, takesInventory } from './input.js'
import { understood } from './understood.js'

interface Options extends InputOptions {
  readonly down: readonly string[]
  readonly downHost: readonly string[]
  readonly primary: readonly string[]
  readonly json?: true
}

const more = `
The last argument is where a client connects; all services are shown without one:
  pg-test-replica            a service                      pg-test            all services of a cluster
  pg-test:5434               a service by its port          10.10.10.11:5434   as one host offers it
  10.10.10.2:5433            through the VIP                pg-test.db:5433    through a DNS name

Examples:
  pgcompile route inventory.yml pg-test:5434
  pgcompile route inventory.yml pg-test --down pg-test-1
  pgcompile route inventory.yml --down-host 10.10.10.10 --down-host 10.10.10.11`

/** `pgcompile route inventory.yml pg-test:5434`: the servers behind a service, and who serves after a failure. */
export function routeCommand(done: (status: number) => void): Command {
  return takesInventory(new Command('route'))
    .description('show the servers behind a service, and who serves it when instances or hosts are down')
    .usage('<inventory...> [where] [options]')
    .option('--down <instance>', 'an instance that is down; may be repeated', append, [])
    .option('--down-host <host>', 'a host that is down; may be repeated', append, [])
    .option('--primary <instance>', 'an instance that leads its cluster, instead of the primary of the inventory; may be repeated', append, [])
    .option('--json', 'print JSON')
    .addHelpText('after', more)
    .action(async (_: string[], options: Options, command: Command) => {
      const { inventories, where } = split(command.args, options.inventory)
      const model = await understood(inventories, options)
      if (model === undefined) return done(1)
      const [{ assume }, { findTarget }, { route }] = await Promise.all([
        import('../failure/assume.js'),
        import('../failure/target.js'),
        import('../failure/route.js'),
      ])
      const failure = assume(model, { down: options.down, downHosts: options.downHost, primaries: options.primary })
      if ('problem' in failure) throw new EnvironmentProblem(failure.problem)
      const target = where === undefined ? undefined : findTarget(model, where)
      if (target !== undefined && 'problem' in target)
        throw new EnvironmentProblem(
          existsSync(where ?? '') ? `${where} is a file: several inventories are named with -i, the last argument is where a client connects` : target.problem,
        )
      const result = route(model, failure, target?.services)
      if (options.json) {
        const { routeJson } = await import('../report/failure/route-json.js')
        process.stdout.write(routeJson(result))
        return
      }
      const { routeText } = await import('../report/failure/route-text.js')
      if (target !== undefined && target.through !== '') process.stdout.write(`${where}: through ${target.through}\n\n`)
      process.stdout.write(routeText(result, painter(process.stdout, process.env)))
    })
}

/** The last argument is where a client connects, unless it is the only thing that names an inventory. */
function split(args: readonly string[], named: readonly string[]): { inventories: readonly string[]; where: string | undefined } {
  const least = named.length > 0 ? 1 : 2
  return args.length < least ? { inventories: [...args, ...named], where: undefined } : { inventories: [...args.slice(0, -1), ...named], where: args.at(-1) }
}
