import { quoteShell } from '../../emit/quote/shell.js'
import { emptiesDatabase } from '../drops.js'
import type { Impact } from '../impact.js'
import { instanceOf, type Question, type Rule } from './question.js'

const source = 'the scripts that pgcompile writes'

/** SQL of one user or one database. */
export function objectSql(what: 'user' | 'database'): Rule {
  return (question) => {
    if (question.change === undefined && question.file.kind === 'removed')
      return { effect: 'nothing', reason: `nothing drops the ${what}: give it state: absent, or drop it by hand`, source }
    const reason = emptiesDatabase(question.file.after?.text ?? '')
      ? 'the state of the database is recreate: EVERY RUN EMPTIES IT, whatever differs; take a backup before, or set another state'
      : `run it on the primary; it changes what differs of the ${what}, and may be run again`
    return { effect: 'manual', command: psql(question), reason, source }
  }
}

/** SQL of roles and templates, which pg-init runs. */
export function initSql(reason: string): Rule {
  return (question) => {
    if (question.change === undefined && question.file.kind === 'removed') return dropped
    return { effect: 'manual', command: script(question, 'pg-init') ?? psql(question), reason, source }
  }
}

/** The scripts that run the SQL in its order. */
export function provisioningScript(name: 'pg-init' | 'pg-provision'): Rule {
  return (question) => {
    if (question.change === undefined && question.file.kind === 'removed') return dropped
    return { effect: 'next run', reason: `it changes nothing by itself: ${name} runs what is below it, on the primary`, source }
  }
}

const dropped: Impact = { effect: 'nothing', reason: 'nothing is dropped with it', source }

/** As pg-provision runs it, for one file alone. */
function psql(question: Question): string {
  const { postgres } = instanceOf(question) ?? {}
  const connection = postgres === undefined ? '' : ` -h ${quoteShell('/var/run/postgresql')} -p ${postgres.port} -U ${quoteShell(postgres.superuser.name)}`
  return `psql -X${connection} -d postgres -f ${quoteShell(question.file.path)}`
}

function script(question: Question, name: string): string | undefined {
  const instance = instanceOf(question)
  return instance === undefined ? undefined : quoteShell(`${instance.layout.bin}/${name}`)
}
