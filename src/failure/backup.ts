import { optionOf } from '../model/backup.js'
import type { Cluster, Host, Instance, Model } from '../model/model.js'
import { storeAt } from '../model/object-store.js'
import { type Failure, formerLeader } from './failure.js'
import { leaderRole, type World } from './worlds.js'

/** Who takes backups, and whether the repository is there. */
export interface BackupOutcome {
  /** Who takes backups by its cron table, which does so on a primary only; several: whoever leads. Empty: nobody. */
  readonly takers: readonly Instance[]
  /** Whether it may be that nobody takes them. */
  readonly mayStop: boolean
  /** Absent where pgBackRest is off on all members that may lead. */
  readonly repository?: Repository
}

/** `local`: each member has its own, so backups taken so far are where the leader was. `store`: an object store of the inventory. */
export interface Repository {
  readonly kind: 'local' | 'store' | 'elsewhere'
  /** The key of pgbackrest_repo. */
  readonly method: string
  readonly hosts: readonly Host[]
  /** `perhaps`: some hosts of a store are left, and how many it needs is its own affair. `unknown`: not in the inventory. */
  readonly up: 'yes' | 'no' | 'perhaps' | 'unknown'
}

export function backupOf(model: Model, cluster: Cluster, worlds: readonly World[], failure: Failure): BackupOutcome {
  const takes = ({ leader }: World): boolean => leader !== undefined && takesBackups(leader)
  const takers = new Set(worlds.filter(takes).flatMap(({ leader }) => leader ?? []))
  const repository = repositoryOf(model, formerLeader(failure, cluster), failure)
  return { takers: [...takers], mayStop: !worlds.every(takes), ...(repository === undefined ? {} : { repository }) }
}

/** By a line of its crontab that runs pg-backup or pgBackRest; the script works on a primary only, and the leader of a standby cluster is none. */
function takesBackups({ backup, os, cluster }: Instance): boolean {
  return backup !== undefined && leaderRole(cluster) === 'primary' && os.crontab.some(({ text }) => !text.startsWith('#') && /pg-?backup|pgbackrest/.test(text))
}

function repositoryOf(model: Model, { backup, host }: Instance, { hosts }: Failure): Repository | undefined {
  if (backup === undefined) return undefined
  const { method } = backup
  if (method === 'local') return { kind: 'local', method, hosts: [host], up: hosts.has(host) ? 'no' : 'yes' }
  const store = storeAt(optionOf(backup, 's3-endpoint')?.value ?? '', model.stores)
  const members = store === undefined ? [] : model.hosts.filter(({ address, name }) => store.hosts.has(address.text) || store.hosts.has(name.toLowerCase()))
  if (members.length === 0) return { kind: 'elsewhere', method, hosts: [], up: 'unknown' }
  const left = members.filter((member) => !hosts.has(member)).length
  return { kind: 'store', method, hosts: members, up: left === members.length ? 'yes' : left === 0 ? 'no' : 'perhaps' }
}
