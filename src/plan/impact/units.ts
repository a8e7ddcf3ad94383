import type { Impact } from '../impact.js'
import { instanceOf, keysOf, type Question, type Rule, restartOf } from './question.js'

const source = "systemd's manual, systemctl daemon-reload"
const reread = 'systemctl daemon-reload'

/** Settings that systemd itself uses later, so that reading the unit again is all. */
const later =
  /^(Description|Documentation|ExecReload|ExecStop|ExecStopPost|Restart|RestartSec|TimeoutSec|TimeoutStopSec|TimeoutStartSec|KillMode|KillSignal|SuccessExitStatus)$/

/** A unit of systemd. */
export const systemdUnit: Rule = (question) => {
  const unit = question.file.path.replace(/^.*\//, '')
  const [section, setting = ''] = keysOf(question)
  if (question.change === undefined) return whole(question, unit)
  if (section === 'Install')
    return {
      effect: 'manual',
      unit,
      command: `${reread} && systemctl reenable ${unit}`,
      reason: 'when a unit is started at boot is written down as it is enabled',
      source,
    }
  if (section === 'Unit' || later.test(setting))
    return { effect: 'reload', unit, command: reread, reason: 'systemd uses it the next time that it starts, stops or reloads the daemon', source }
  if (isUnused(question)) return { effect: 'reload', unit, command: reread, reason: 'the unit runs only where Patroni was removed', source }
  return { ...restarted(question, unit), command: reread }
}

function restarted(question: Question, unit: string): Impact {
  switch (question.file.artifact) {
    case 'patroni/patroni.service':
      return {
        effect: restartOf(question),
        unit,
        order: 'any',
        reason: 'it counts when Patroni starts, and PostgreSQL stops with Patroni unless the cluster is in maintenance mode',
        source,
      }
    case 'etcd/etcd.service':
      return {
        effect: 'rolling restart',
        unit,
        order: 'any',
        reason: 'it counts when etcd starts: one member after the other, each healthy before the next',
        source,
      }
    case 'haproxy/haproxy.service':
      return { effect: 'restart', unit, reason: 'it counts when HAProxy starts: all connections through this one end', source }
    case 'pgbouncer/pgbouncer.service':
      return { effect: 'restart', unit, reason: 'it counts when PgBouncer starts: its clients lose their connections and come back', source }
    case 'vip-manager/vip-manager.service':
      return {
        effect: 'restart',
        unit,
        reason: 'it counts when vip-manager starts; on the leader the VIP is gone for a moment, and connections through it end',
        source,
      }
    case 'postgres/postgres.service':
      return { effect: restartOf(question), unit, order: 'any', reason: 'it counts when the server starts', source }
    default:
      return { effect: 'restart', unit, reason: 'it counts when the daemon starts', source }
  }
}

function whole(question: Question, unit: string): Impact {
  const { kind } = question.file
  if (kind === 'changed') return { ...restarted(question, unit), command: reread }
  if (question.file.artifact === 'postgres/postgres.service')
    return { effect: 'reload', unit, command: reread, reason: 'the unit runs only where Patroni was removed', source }
  return kind === 'added'
    ? {
        effect: 'manual',
        unit,
        command: `${reread} && systemctl enable --now ${unit}`,
        reason: 'a new daemon: it is started once its other files are there',
        source,
      }
    : { effect: 'manual', unit, command: `systemctl disable --now ${unit}`, reason: 'the daemon is stopped before its unit goes', source }
}

function isUnused(question: Question): boolean {
  return question.file.artifact === 'postgres/postgres.service' && instanceOf(question)?.patroni?.mode !== 'remove'
}
