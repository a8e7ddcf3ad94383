import { reloadSettings, restartSettings } from '../../compat/impact/pgbouncer.js'
import type { Impact } from '../impact.js'
import { keysOf, type Question, type Rule, unitOf } from './question.js'
import { unknown } from './unknown.js'

const config = 'PgBouncer, SHOW CONFIG, column changeable'
const manual = "PgBouncer's manual, RELOAD"

/** pgbouncer.ini: what SHOW CONFIG says of each setting. */
export const pgbouncerIni: Rule = (question) => {
  const unit = unitOf(question, 'pgbouncer.service')
  const [section, name] = keysOf(question)
  if (question.change === undefined || section === undefined)
    return ended(question, unit) ?? { effect: 'reload', unit, reason: 'read again at a reload', source: manual }
  if (section !== 'pgbouncer' || name === undefined || name === '%include')
    return { effect: 'reload', unit, reason: 'databases and users are read again at a reload', source: manual }
  if (restartSettings.has(name))
    return { effect: 'restart', unit, reason: `${name} is read when PgBouncer starts; its clients lose their connections and come back`, source: config }
  if (!reloadSettings.has(name)) return unknown(`${name} is no setting of PgBouncer that is known`, 'ask its console: SHOW CONFIG, column changeable')
  return { effect: 'reload', unit, reason: reasonOf(name), source: config }
}

/** Files that pgbouncer.ini names. */
export function pool(reason: string, ofRemoved = reason): Rule {
  return (question) => {
    const unit = unitOf(question, 'pgbouncer.service')
    return { effect: 'reload', unit, reason: question.change?.kind === 'removed' ? ofRemoved : reason, source: manual }
  }
}

function reasonOf(name: string): string {
  if (name.startsWith('client_tls_')) return 'clients that connect after the reload get it'
  if (name.startsWith('server_tls_')) return 'connections to the server that begin after the reload get it'
  if (name === 'pool_mode') return 'a client gets it with its next connection to the server: session, transaction or statement is what it may rely on'
  if (name === 'max_client_conn') return 'it counts after the reload; each connection is an open file, and LimitNOFILE of the unit counts when PgBouncer starts'
  return 'it counts after the reload, and no connection ends'
}

function ended({ file, change }: Question, unit: string): Impact | undefined {
  if (change !== undefined || file.kind !== 'removed') return undefined
  return {
    effect: 'manual',
    unit,
    command: `systemctl disable --now ${unit}`,
    reason: 'PgBouncer does not start without it: it is stopped where it is no longer wanted',
    source: manual,
  }
}
