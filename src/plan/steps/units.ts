import { quoteShell } from '../../emit/quote/shell.js'
import type { PlannedFile } from '../plan.js'
import { systemctl } from './commands.js'
import { grafanaSteps } from './grafana.js'
import { installStep } from './install.js'
import { because, type Need, needsOfFiles, reread, rereads, type UnitNeed, unitNeeds } from './needs.js'
import { movedPorts, verifyOf } from './proof.js'
import type { Scene } from './scene.js'
import type { Draft, Phase } from './step.js'

/** What others take care of. */
export interface Told {
  /** Units. */
  readonly units: ReadonlySet<string>
  /** Manual steps. */
  readonly isTold: (need: Need) => boolean
}

/** The files of one host in one stage, and what its units then need. */
export function stageSteps(scene: Scene, host: string, phase: Phase, files: readonly PlannedFile[], told: Told): readonly Draft[] {
  if (files.length === 0) return []
  const lanes: Draft['lanes'] = phase === 'out' || phase === 'site' ? 'all' : scene.lanesOf(host)
  const needs = needsOfFiles(files)
  const units = [...unitNeeds(needs).values()].filter(({ unit, action }) => action === 'disable' || !told.units.has(unit))
  const at = { host, phase, lanes }
  const stopped = units.filter(({ action }) => action === 'disable')
  return [
    ...stopped.map((need) => disable(at, need)),
    installStep(
      at,
      files.map(({ file }) => file),
    ),
    ...(rereads(needs) ? [daemonReload(at)] : []),
    ...units.filter(({ action }) => action !== 'disable').map((need) => unitStep(scene, at, need, files)),
    ...manualSteps(at, needs, told.isTold),
    ...grafanaSteps(scene, at, files),
  ]
}

type At = Pick<Draft, 'host' | 'phase' | 'lanes'>

export function daemonReload(at: At, turn = 2): Draft {
  return {
    ...at,
    id: `daemon-reload-${at.phase}@${at.host}`,
    turn,
    command: reread,
    why: 'units differ or are new, and systemd keeps those that it has read',
    verify: 'systemctl --failed --no-legend prints nothing',
    undo: 'the old units back, and the same again',
  }
}

function disable(at: At, { unit, reasons }: UnitNeed): Draft {
  return {
    ...at,
    id: `disable-${nameOf(unit)}@${at.host}`,
    turn: 0,
    command: systemctl('disable --now', [unit]),
    why: because(reasons),
    verify: `systemctl is-active ${quoteShell(unit)} says inactive`,
    undo: systemctl('enable --now', [unit]),
  }
}

function unitStep(scene: Scene, at: At, { unit, action, reasons }: UnitNeed, files: readonly PlannedFile[]): Draft {
  const verb = action === 'enable' ? 'enable --now' : action
  return {
    ...at,
    id: `${action}-${nameOf(unit)}@${at.host}`,
    turn: 10 + (isChained(unit) ? orderOf(scene, at.host) : 0),
    command: systemctl(verb, [unit]),
    why: because([...reasons, ...movedPorts(scene, at.host, unit, files)]),
    verify: verifyOf(scene, at.host, unit, files),
    undo: action === 'enable' ? systemctl('disable --now', [unit]) : `take back files-${at.phase}@${at.host}, then ${systemctl(verb, [unit])}`,
  }
}

/** Whose failure is felt: one host after the other, those with a primary last. */
function isChained(unit: string): boolean {
  return /^(pgbouncer|haproxy|vip-manager|etcd|postgres)(-|\.)/.test(unit)
}

function orderOf(scene: Scene, host: string): number {
  const hosts = [...new Set(scene.staying.map(({ after }) => after.host.name))]
  const primaries = scene.staying.filter(({ after }) => after.cluster.primary === after).map(({ after }) => after.host.name)
  const ordered = [...hosts.filter((name) => !primaries.includes(name)), ...hosts.filter((name) => primaries.includes(name))]
  const known = ordered.indexOf(host)
  if (known >= 0) return known
  return hosts.length + scene.after.hosts.findIndex(({ name }) => name === host)
}

/** What no reload or restart brings in, each with its command or what to do. */
function manualSteps(at: At, needs: readonly Need[], isTold: Told['isTold']): readonly Draft[] {
  const found = new Map<string, Draft>()
  for (const need of needs) {
    const { impact, file, key } = need
    if (impact.effect !== 'manual' || isTold(need) || file.artifact?.startsWith('grafana/') || /systemctl (enable|disable) --now /.test(impact.command ?? ''))
      continue
    const what = key === undefined ? file.path : `${key} in ${file.path}`
    const command = impact.command ?? `# by hand: ${what}`
    const isDirectories = command.startsWith('systemd-tmpfiles --create ')
    const id = `manual-${at.phase}-${found.size + 1}@${at.host}`
    if (!found.has(command))
      found.set(command, {
        ...at,
        id,
        ...(isDirectories ? { turn: 3 } : { kind: 'manual', turn: 900 }),
        command,
        why: `${what}: ${impact.reason}`,
        verify: `what ${impact.source} says of it`,
        undo: 'the same with the old value',
      })
  }
  return [...found.values()]
}

function nameOf(unit: string): string {
  return unit.replace(/\.service$/, '')
}
