import type { Span } from '../source/span.js'
import { codes } from './codes.js'
import type { Context } from './context.js'
import type { Parts } from './parts.js'
import type { Account } from './postgres.js'
import type { ServerSetting } from './server-settings.js'
import { localSettings } from './tuning/local.js'
import { buildTuning, ofStanza, type Tuned, type Tuning } from './tuning.js'

/** Patroni beside one server: who leads, who may, and how a lost member comes back. */
export interface Patroni {
  /** Afterwards: keep running, keep running in maintenance mode, or be removed. The file is there in all three, since Patroni creates the cluster. */
  readonly mode: 'default' | 'pause' | 'remove'
  readonly port: number
  /** Whether its REST API speaks TLS. */
  readonly tls: boolean
  /** Who may use the unsafe part of the REST API. */
  readonly api: Account
  /** Addresses from which the unsafe part may be used, in the order of their text. */
  readonly allowList: readonly string[]
  readonly logDirectory: string
  readonly watchdog: 'off' | 'automatic' | 'required'
  /** Never a leader: an offline member serves analytics (KD-82). No parameter says otherwise. */
  readonly noFailover: boolean
  /** Bytes that a candidate may lag behind. */
  readonly maximumLag: number
  readonly synchronous: boolean
  /** Whether writes stop rather than go on without a synchronous replica. */
  readonly synchronousStrict: boolean
  /** How late a standby cluster replays, with its unit; absent where it does not lag on purpose. */
  readonly delay?: Delay
  readonly tuning: Tuning
  /** Settings of the server that this member cannot share with the cluster: paths of its own, where it is beside others on its host. */
  readonly local: Readonly<Record<string, string>>
}

export interface Delay {
  readonly text: string
  readonly at: Span
}

/** Undefined where patroni_enabled is off. `given` are the settings of pg_parameters. */
export function buildPatroni(context: Context, given: readonly ServerSetting[], parts: Parts): Patroni | undefined {
  const { settings } = context
  const cronDatabase = given.find(({ name }) => name.toLowerCase() === 'cron.database_name')?.value
  const decided = parts.part('patroni', [cronDatabase], context, (watched) => decide(watched, cronDatabase, parts))
  if (decided === undefined) return undefined
  const { tuning } = decided
  return {
    ...decided,
    allowList: parts.part('allow list', [], context, allowList),
    tuning: {
      ...tuning,
      settings: parts.part('tuned settings', [tuning.settings], context, ({ cluster }) => ofStanza(tuning.settings, cluster.name)),
      confAt: settings.at('pg_conf'),
      bufferShareAt: settings.at('pg_shared_buffer_ratio'),
      versionAt: settings.at('pg_version'),
    },
  }
}

interface Decided extends Omit<Patroni, 'allowList' | 'tuning'> {
  readonly tuning: Tuned
}

/** All that does not name the cluster or its members, nor a place of the instance: most clusters have it in common. */
function decide(context: Context, cronDatabase: string | undefined, parts: Parts): Decided | undefined {
  const { settings } = context
  if (!settings.get('patroni_enabled')) return undefined
  const tuning = parts.part('tuning', [cronDatabase], context, (watched) => buildTuning(watched, cronDatabase, parts))
  const critical = tuning.profile === 'crit'
  const delay = buildDelay(context)
  return {
    mode: oneOf(['pause', 'remove'] as const, settings.get('patroni_mode')) ?? 'default',
    port: settings.get('patroni_port'),
    tls: settings.get('patroni_ssl_enabled'),
    api: { name: settings.get('patroni_username'), password: settings.get('patroni_password') },
    logDirectory: settings.get('patroni_log_dir'),
    watchdog: oneOf(['automatic', 'required'] as const, settings.get('patroni_watchdog_mode')) ?? (critical ? 'automatic' : 'off'),
    noFailover: context.role === 'offline',
    maximumLag: settings.get('pg_rpo'),
    synchronous: critical || settings.get('pg_rpo') === 0,
    synchronousStrict: critical,
    ...(delay === undefined ? {} : { delay }),
    tuning,
    local: localSettings(context, tuning.settings),
  }
}

function oneOf<W extends string>(words: readonly W[], text: string): W | undefined {
  return words.find((word) => word === text)
}

/** The workers of a Citus cluster report to the Patroni of its coordinator, so members of the whole shard count (KD-13). */
function allowList({ site, shardMembers }: Context): string[] {
  const hosts = [...shardMembers.map(({ host }) => host), ...site.infra]
  return [...new Set([site.admin.text, ...hosts.map(({ address }) => address.text)])].sort()
}

/** pg_delay as PostgreSQL reads a time; none where it is zero. */
function buildDelay({ settings, sink }: Context): Delay | undefined {
  const text = settings.get('pg_delay').trim()
  const match = /^(\d+(?:\.\d+)?) ?(us|ms|s|min|h|d)?$/.exec(text)
  if (text !== '' && match === null)
    sink.report(
      codes['standby-delay'],
      settings.at('pg_delay'),
      `pg_delay must be a time with a unit of us, ms, s, min, h or d, as 1h or 30min, not \`${text}\``,
    )
  return match === null || Number(match[1]) === 0 ? undefined : { text, at: settings.at('pg_delay') }
}
