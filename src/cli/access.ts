import { Command } from 'commander'
import { ask } from '../access/ask.js'
import { matrix } from '../access/matrix.js'
import { readPlaceOf, readQuestion, readTarget, unknownName } from '../access/question.js'
import { type Search, search } from '../access/search.js'
import { defined } from '../model/defined.js'
import type { Model } from '../model/model.js'
import { EnvironmentProblem } from '../node/read.js'
import { answersText } from '../report/access/answer.js'
import { foundText } from '../report/access/found.js'
import { answersJson, foundJson, matrixJson } from '../report/access/json.js'
import { matrixCsv, matrixLegend, matrixText } from '../report/access/matrix.js'
import { tally } from '../report/text.js'
import { painter } from './colour.js'
import { withExpectations } from './expect.js'
import { printFindings } from './findings.js'
import { type InputOptions, readInput, takesInventory, withProgress } from './input.js'

interface AccessOptions extends InputOptions {
  readonly user?: string
  readonly db?: string
  readonly from?: string
  readonly to?: string
  readonly ssl?: boolean
  readonly replication?: true
  readonly search?: true
  readonly matrix?: true
  readonly role?: string
  readonly superuser?: true
  readonly cluster?: string
  readonly expect: readonly string[]
  readonly json?: true
  readonly csv?: true
}

const examples = `
Examples:
  pgcompile access inventory.yml --user app --db shop --from 10.1.2.3
                                                  every door, hop by hop, after every failover
  pgcompile access inventory.yml --user app --db shop --from 10.1.2.3 --ssl --to pg-test:5433
                                                  one door; also an instance, host, address, VIP or DNS name, with a port or without
  pgcompile access inventory.yml --search --superuser --db shop --from outside
                                                  who can reach shop as a superuser from outside the intranet
  pgcompile access inventory.yml --matrix --csv   users x databases x where clients come from
  pgcompile access inventory.yml --expect policy.yml
                                                  whether the statements of a file hold: "nobody reaches postgres from outside"

A client is taken to have what is asked of it: the answer says what that is. Firewalls between the machines are not looked at.`

/** `pgcompile access inventory.yml`: who may connect to what. */
export function accessCommand(done: (status: number) => void): Command {
  return takesInventory(new Command('access'))
    .description('say who may connect to what, hop by hop, and why')
    .option('--user <role>', 'who connects')
    .option('--db <database>', 'the database')
    .option('--replication', 'physical replication instead of a database')
    .option('--from <place>', 'the address of the client, or socket; a search also takes a network, intranet, outside, loopback, anywhere')
    .option('--to <door>', 'only this door: pg-test:5433, pg-test-2:5432, 10.0.0.5, a DNS name')
    .option('--ssl', 'the client insists on TLS')
    .option('--no-ssl', 'the client speaks no TLS')
    .option('--search', 'who can get in: the exact sets; narrowed by --user, --role, --superuser, --db, --from, --ssl, --to, --cluster')
    .option('--role <role>', 'search: only members of this role')
    .option('--superuser', 'search: only superusers')
    .option('--matrix', 'users x databases x where clients come from')
    .option('--cluster <name>', 'search and matrix: only this cluster')
    .option('--expect <file>', 'check the statements of a YAML file; may be repeated', (value: string, earlier: readonly string[]) => [...earlier, value], [])
    .option('--json', 'print JSON')
    .option('--csv', 'matrix: print comma separated values')
    .addHelpText('after', examples)
    .action(async (inventories: string[], options: AccessOptions) => {
      const { check } = await import('../understand.js')
      const findings = withProgress((progress) => check(readInput(inventories, options), progress))
      const { model } = findings
      if (model === undefined) {
        printFindings([findings], { format: 'text', failOn: 'error' })
        process.stderr.write(`pgcompile: ${tally(findings.diagnostics)}; who may connect is known once there is no error\n`)
        return done(1)
      }
      if (options.expect.length > 0) {
        const { diagnostics, secrets } = withExpectations({ ...findings, diagnostics: [] }, options.expect)
        printFindings([{ diagnostics, secrets }], { format: options.json === undefined ? 'text' : 'json', failOn: 'error' })
        if (options.json === undefined) process.stdout.write(`${diagnostics.length === 0 ? 'every expectation holds' : tally(diagnostics)}\n`)
        return done(diagnostics.length === 0 ? 0 : 1)
      }
      process.stdout.write(answer(model, options))
    })
}

function answer(model: Model, options: AccessOptions): string {
  const { user, db, cluster, ssl, json, csv, role, superuser, replication } = options
  const to = options.to === undefined ? undefined : meant(readTarget(model, options.to))
  const paint = painter(process.stdout, process.env)
  if (cluster !== undefined && !model.clusters.some(({ name }) => name === cluster))
    throw new EnvironmentProblem(
      unknownName(
        'cluster',
        cluster,
        model.clusters.map(({ name }) => name),
      ),
    )
  if (options.matrix) {
    const found = matrix(model, defined({ cluster, to }))
    return json ? matrixJson(found) : csv ? matrixCsv(found) : `${matrixText(found)}${matrixLegend}`
  }
  if (options.search) {
    const from = options.from === undefined ? undefined : meant(readPlaceOf(options.from))
    const database = replication ? 'replication' : db
    const wanted: Search = defined({ cluster, user, role, superuser, database, from, tls: ssl, to })
    const found = search(model, wanted)
    return json ? foundJson(found) : foundText(found, paint)
  }
  if (user === undefined || (db === undefined && !replication) || options.from === undefined)
    throw new EnvironmentProblem('access wants --user, --db and --from; or --search, --matrix or --expect (pgcompile access --help says more)')
  const answers = ask(model, meant(readQuestion(model, { user, from: options.from, ...defined({ database: db, replication, tls: ssl, to: options.to }) })))
  return json ? answersJson(answers) : `${answersText(answers, paint)}\n`
}

/** What words mean; where they mean nothing, the text says which, and here they are options. */
function meant<T extends object>(read: T | string): T {
  if (typeof read !== 'string') return read
  throw new EnvironmentProblem(read.replace(/^(?=(from|to) )/, '--').replace(/: name one$/, ': name one, or add --search for all of them'))
}
