import type { Change } from '../../diff/change.js'
import type { Impact } from '../impact.js'
import type { PlannedFile } from '../plan.js'
import type { Phase } from './step.js'

/** An impact and the file, and where it is of a single change, its key. */
export interface Need {
  readonly impact: Impact
  readonly file: PlannedFile['file']
  readonly key?: string
  readonly change?: Change
}

/** All that the changes of these files need. */
export function needsOfFiles(files: readonly PlannedFile[]): readonly Need[] {
  return files.flatMap(({ file, impact, changes }) => [
    ...(impact === undefined ? [] : [{ impact, file }]),
    ...changes.map(({ change, impact: own }) => ({ impact: own, file, key: change.key, change })),
  ])
}

const stages: readonly (readonly [pattern: RegExp, phase: Phase])[] = [
  [/^(patroni\/patronictl\.yml$|dnsmasq\/|victoria\/|grafana\/)/, 'site'],
  [/^etcd\//, 'etcd'],
  [/^pgbouncer\//, 'pool'],
  [/^haproxy\//, 'proxy'],
  [/^vip-manager\//, 'vip'],
  [/^(exporters|vector)\//, 'agents'],
]

/** When a file of a host that stays is installed. */
export function stageOf({ artifact = '' }: PlannedFile['file']): Phase {
  return stages.find(([pattern]) => pattern.test(artifact))?.[1] ?? 'server'
}

export const reread = 'systemctl daemon-reload'

/** What becomes of one unit: the most that any change asks for. */
export interface UnitNeed {
  readonly unit: string
  readonly action: 'reload' | 'restart' | 'enable' | 'disable'
  readonly reasons: readonly string[]
  /** Whether nothing but one change of one kind of file asks for it. */
  readonly order?: Impact['order']
}

const rank = { reload: 0, restart: 1, enable: 2, disable: 3 } as const

/** Units by name. Those of Patroni and the server are among them. What only systemd has to read again is not. */
export function unitNeeds(needs: readonly Need[]): ReadonlyMap<string, UnitNeed> {
  const found = new Map<string, UnitNeed>()
  for (const { impact } of needs) {
    const { unit, reason, order } = impact
    const action = actionOf(impact)
    if (unit === undefined || action === undefined) continue
    const known = found.get(unit)
    const worse = known === undefined || rank[action] > rank[known.action]
    const strict = [known?.order, order].find((each) => each === 'primary first') ?? [known?.order, order].find((each) => each === 'replicas first')
    found.set(unit, {
      unit,
      action: worse ? action : known.action,
      reasons: worse && action !== known?.action ? [reason] : [...new Set([...(known?.reasons ?? []), ...(action === known?.action ? [reason] : [])])],
      ...(strict === undefined ? {} : { order: strict }),
    })
  }
  return found
}

function actionOf({ effect, command = '' }: Impact): UnitNeed['action'] | undefined {
  if (effect === 'restart' || effect === 'rolling restart') return 'restart'
  if (effect === 'reload') return command.startsWith(reread) ? undefined : 'reload'
  if (effect !== 'manual') return undefined
  if (/systemctl enable --now /.test(command)) return 'enable'
  return /systemctl disable --now /.test(command) ? 'disable' : undefined
}

/** Whether systemd has to read its units again. */
export function rereads(needs: readonly Need[]): boolean {
  return needs.some(({ impact: { command = '' }, file }) => command.startsWith(reread) || file.path.startsWith('/etc/systemd/system/'))
}

/** At most so many reasons in one sentence. Those that differ only in their first word, the name of a setting, are one. */
export function because(all: readonly string[]): string {
  const tails = new Map<string, string[]>()
  for (const reason of all) {
    const [, name = '', tail = reason] = /^([a-z][a-z0-9_.]+) ((?:rises|falls), .*)$/s.exec(reason) ?? []
    tails.set(tail, [...(tails.get(tail) ?? []), ...(name === '' ? [] : [name])])
  }
  const reasons = [...tails].map(([tail, names]) =>
    names.length < 2 ? [...names, tail].join(' ') : `${names.join(', ')} ${tail.replace(/^(rise|fall)s/, '$1')}`,
  )
  return reasons.length <= 3 ? reasons.join('; ') : `${reasons.slice(0, 3).join('; ')}; and ${reasons.length - 3} more`
}
