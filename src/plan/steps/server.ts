import { quoteShell } from '../../emit/quote/shell.js'
import type { Instance } from '../../model/model.js'
import { editConfig } from '../impact/edit-config.js'
import type { PlannedFile } from '../plan.js'
import { patronictl, query } from './commands.js'
import { because, type Need, needsOfFiles, unitNeeds } from './needs.js'
import { type MemberNeeds, restartSteps, serviceSteps } from './restarts.js'
import { isPrimary, type Member } from './scene.js'
import type { Draft, Part } from './step.js'

/** What of a member is Patroni's business: its own unit, and the server, which has none. */
export function patroniUnits({ layout }: Instance): readonly string[] {
  return [layout.units.patroni, 'postgresql']
}

/** Settings of a running cluster: into etcd, then reload, then restarts in the order that the settings want. */
export function patroniSteps(members: readonly Member[], filesOf: (instance: Instance) => readonly PlannedFile[]): readonly Draft[] {
  const all = members.map(({ after: instance }): MemberNeeds => {
    const needs = needsOfFiles(filesOf(instance))
    return { instance, needs, units: unitNeeds(needs) }
  })
  const primary = all.find(({ instance }) => isPrimary(instance)) ?? all[0]
  if (primary === undefined || primary.instance.patroni === undefined) return []
  const at = { phase: 'server', lanes: [primary.instance.cluster.name] } as const
  const edit = editStep(all, primary.instance)
  const reloading = all.filter(({ instance, units }) => units.has(instance.layout.units.patroni))
  const restarting = all.filter(({ units }) => units.get('postgresql')?.action === 'restart')
  return [
    ...(edit === undefined ? [] : [{ ...at, ...edit }]),
    ...serviceSteps(all, primary.instance).map((draft) => ({ ...at, ...draft })),
    ...(reloading.length === 0 ? [] : [{ ...at, ...reloadStep(reloading, primary.instance, all.length) }]),
    ...restartSteps(restarting, primary.instance).map((draft) => ({ ...at, ...draft })),
  ]
}

/** The settings of all members are one command: they are the same for all. */
function editStep(all: readonly MemberNeeds[], primary: Instance): Part | undefined {
  const commands = new Map<string, Need>()
  for (const { needs } of all) for (const need of needs) if (/ edit-config /.test(need.impact.command ?? '')) commands.set(need.impact.command ?? '', need)
  const [first] = commands.keys()
  if (first === undefined) return undefined
  const start = patronictl(primary, 'edit-config')
  const pairs = [...commands.keys()].flatMap((command) => / --force (.*)$/s.exec(command)?.[1] ?? [])
  const former = [...commands.values()].flatMap((need) => / --force (.*)$/s.exec(backwards(need))?.[1] ?? [])
  const opened = commands.size > pairs.length
  const keys = [...commands.values()].flatMap(({ key }) =>
    key === undefined ? [] : [key.replace(/^bootstrap\.dcs\./, '').replace(/^postgresql\.parameters\./, '')],
  )
  return {
    id: `edit-config-${primary.cluster.name}`,
    host: primary.host.name,
    ...(opened ? { kind: 'manual' as const } : {}),
    turn: 4,
    command: pairs.length === 0 ? start : joined(`${start} --force`, pairs),
    why: `${keys.length > 6 ? `${keys.slice(0, 6).join(', ')} and ${keys.length - 6} more` : keys.join(', ')}: what is below bootstrap.dcs is read once, when a cluster is created; a running one has it in etcd, for all members`,
    verify: patronictl(primary, 'show-config'),
    undo: opened ? `the same with the old values, which ${patronictl(primary, 'show-config')} prints before` : joined(`${start} --force`, former),
  }
}

function joined(start: string, pairs: readonly string[]): string {
  return [start, ...pairs].join(pairs.length > 2 ? ' \\\n  ' : ' ')
}

/** The command that brings the old value back. */
function backwards({ file, change }: Need): string {
  if (change === undefined) return ''
  const { before, after, ...rest } = change
  const { before: was, after: is, ...place } = file
  const sides = { ...(is === undefined ? {} : { before: is }), ...(was === undefined ? {} : { after: was }) }
  const values = { ...(after === undefined ? {} : { before: after }), ...(before === undefined ? {} : { after: before }) }
  return editConfig({ file: { ...place, ...sides }, change: { ...rest, ...values }, sides: {} })
}

function reloadStep(reloading: readonly MemberNeeds[], primary: Instance, count: number): Part {
  const names = reloading.map(({ instance }) => instance.name)
  const reasons = reloading.flatMap(({ instance, units }) => units.get(instance.layout.units.patroni)?.reasons ?? [])
  return {
    id: `reload-${primary.cluster.name}`,
    host: primary.host.name,
    turn: 8,
    command: patronictl(primary, 'reload', ...(names.length === count ? [] : names.map(quoteShell)), '--force'),
    why: because([...new Set(reasons)]),
    verify: `${query(primary, 'SELECT pg_conf_load_time(), count(*) FILTER (WHERE error IS NOT NULL) FROM pg_hba_file_rules')}: a new time, and no error`,
    undo: 'take the files back, then the same command',
  }
}
