import { contextOf, sharedMemorySettings, startConditions } from '../../compat/impact/settings.js'
import { numberOf } from '../../compat/settings/check.js'
import type { SettingContext } from '../../compat/settings/setting.js'
import { settingFacts } from '../../compat/settings/settings.js'
import type { Impact } from '../impact.js'
import { unknown } from './unknown.js'

/** What stands for the server itself where Patroni runs it: it is restarted with patronictl restart, and has no unit. */
export const server = 'postgresql'

export interface ServerSetting {
  readonly name: string
  /** Major release; absent where nobody knows. */
  readonly release: number | undefined
  readonly before: unknown
  readonly after: unknown
  /** How the server gets to know: who reloads it, and how a restart is done. */
  readonly reloaded: string
  readonly restarted: string
  readonly restart: 'restart' | 'rolling restart'
}

const acts: Readonly<Record<Exclude<SettingContext, 'internal' | 'postmaster'>, string>> = {
  sighup: 'the server takes it over at a reload',
  'superuser-backend': 'connections that begin after the reload have it, open ones keep the old value',
  backend: 'connections that begin after the reload have it, open ones keep the old value',
  superuser: 'sessions have it after the reload, unless they, their role or their database set it themselves',
  user: 'sessions have it after the reload, unless they, their role or their database set it themselves',
}

/** What a changed setting of PostgreSQL needs, by its context. */
export function settingImpact(setting: ServerSetting): Impact {
  const { name, release, reloaded, restarted } = setting
  const context = contextOf(name, release)
  const source = name.includes('.') ? 'the definitions in the code of the extension' : `PostgreSQL ${release ?? '13 to 18'}, pg_settings.context`
  if (context === undefined)
    return unknown(
      `${name} is no setting that is known${name.includes('.') || release === undefined ? '' : ` of PostgreSQL ${release}`}`,
      `SELECT context FROM pg_settings WHERE name = '${name.replaceAll("'", "''")}'; postmaster means a restart`,
    )
  if (context === 'internal') return { effect: 'impossible', unit: server, reason: `${name} tells how the server was built or created`, source }
  if (context !== 'postmaster') return { effect: 'reload', unit: reloaded, reason: acts[context], source }
  const condition = Object.hasOwn(startConditions, name) ? `; ${startConditions[name]}` : ''
  const shared = sharedMemoryOrder(setting)
  if (shared !== undefined)
    return { effect: setting.restart, unit: restarted, ...shared, source: "Patroni's documentation, PostgreSQL parameters that touch shared memory" }
  return { effect: setting.restart, unit: restarted, order: 'any', reason: `the server reads ${name} only when it starts${condition}`, source }
}

/** A standby needs these at least as high as its primary, so who is restarted first depends on where the value goes. */
function sharedMemoryOrder({ name, release, before, after, restart }: ServerSetting): Required<Pick<Impact, 'order' | 'reason'>> | undefined {
  const usual = Object.hasOwn(sharedMemorySettings, name) ? sharedMemorySettings[name] : undefined
  if (usual === undefined) return undefined
  const facts = settingFacts(name, release ?? 18)
  const number = (value: unknown): number | undefined => (value === undefined ? usual : facts && numberOf(facts, String(value)))
  const [from, to] = [number(before), number(after)]
  if (from === undefined || to === undefined || restart === 'restart')
    return { order: 'any', reason: `the server reads ${name} only when it starts, and a standby needs it at least as high as its primary` }
  return to >= from
    ? {
        order: 'replicas first',
        reason: `${name} rises, and a standby that has less than its primary stops replaying: restart every replica before the primary`,
      }
    : {
        order: 'primary first',
        reason: `${name} falls: a replica that is restarted before the primary keeps the old value and has to be restarted again, since its control file still asks for it`,
      }
}
