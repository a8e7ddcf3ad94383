import type { ParameterName } from '../catalog/catalog.js'
import type { DefaultPassword } from '../model/default-password.js'
import { type HbaFile, hbaFilesOf } from '../model/hba-reach.js'
import type { Cluster, Instance, Model } from '../model/model.js'
import { passwordReach, type Reach, reaches } from '../model/password-reach.js'
import { Remembered } from '../model/remembered.js'
import { listed } from '../source/listed.js'
import type { Span } from '../source/span.js'
import { defineCheck, type Finding } from './check.js'

/** A password that the manual prints is no secret (KD-70). */
export const defaultPassword = defineCheck({
  code: 'default-password',
  severity: 'warning',
  summary: 'password left at its documented default',
  hint: 'give it a value of your own, and keep that in a vault',
  *run(model) {
    const doors = new Doors()
    for (const entry of model.defaultPasswords) {
      const { parameter, at, kind, owners } = entry
      const reason = kind === 'default' ? 'is the documented default, which everybody can read' : "is the cluster's own name, which everybody can guess"
      yield { at, message: `${parameter} of ${listed(owners)} ${reason}${reachOf(entry, model, doors)}` }
    }
    yield* ofUsers(model.clusters, doors)
    yield* ofBackups(model.clusters)
  },
})

/** The users of the manual's samples are called so in every one of them. */
const sample = /^DBUser\.[A-Z][A-Za-z]*$/

const accounts: Readonly<Partial<Record<ParameterName, 'replication' | 'admin' | 'monitor'>>> = {
  pg_replication_password: 'replication',
  pg_admin_password: 'admin',
  pg_monitor_password: 'monitor',
}

/** The access rules of the clusters that have such a password. */
class Doors {
  private readonly files = new Map<Cluster, readonly HbaFile[]>()
  private readonly reaches = new Map<HbaFile['entries'], Map<string, Reach>>()

  of(cluster: Cluster): readonly HbaFile[] {
    const files = this.files.get(cluster) ?? hbaFilesOf([cluster])
    this.files.set(cluster, files)
    return files
  }

  /** Members have most rules in common, and differ in addresses at most. */
  reach(file: HbaFile, user: string): Reach {
    const { postgres, intranet } = file.instance
    const key = JSON.stringify([user, postgres.listen, intranet.map(({ address, prefixLength }) => [address.text, prefixLength])])
    const known = this.reaches.get(file.entries) ?? new Map<string, Reach>()
    this.reaches.set(file.entries, known)
    const reach = known.get(key) ?? passwordReach(file, user)
    known.set(key, reach)
    return reach
  }
}

function reachOf({ parameter, owners }: DefaultPassword, model: Model, doors: Doors): string {
  const account = accounts[parameter]
  const names = new Set(owners)
  const clusters = model.clusters.filter(({ name }) => names.has(name))
  if (account !== undefined) return widest(clusters, ({ postgres }) => postgres[account].name, doors)
  const [cluster] = clusters
  const api = cluster?.primary.patroni
  if (parameter === 'patroni_password' && api !== undefined)
    return `; whoever knows it can restart and switch over the cluster at port ${api.port}, from the admin node, the infra nodes and its members`
  const etcd = model.site.etcd.flatMap((member) => (member.etcd === undefined ? [] : { name: member.name, port: member.etcd.port }))
  if ((parameter === 'pg_etcd_password' || parameter === 'etcd_root_password') && etcd[0] !== undefined)
    return `; etcd asks for it at port ${etcd[0].port} of ${etcd.map(({ name }) => name).join(', ')}`
  const host = model.hosts.find(({ name }) => names.has(name))
  if (parameter === 'haproxy_admin_password' && host?.balancer !== undefined)
    return `; whoever knows it can take servers out at port ${host.balancer.statsPort} of every address of the host`
  return ''
}

/** What of a cluster is as the manual has it, and where that is given. */
interface Known {
  readonly cluster: Cluster
  readonly what: string
  readonly at: Span
}

const samples = new Remembered<readonly Known[]>()

function samplesOf(cluster: Cluster): readonly Known[] {
  return cluster.primary.users.flatMap(({ name, password, state, login, where }) =>
    state !== 'absent' && login !== false && password !== undefined && sample.test(password) ? [{ cluster, what: name, at: where('password') }] : [],
  )
}

function* ofUsers(clusters: readonly Cluster[], doors: Doors): Iterable<Finding> {
  const found = clusters.flatMap((cluster) => samples.from(cluster, samplesOf))
  for (const { what, at, clusters: own } of byPlace(found))
    yield {
      at,
      message: `the password of user ${what} in ${named(own)} is like the manual's samples, which everybody can guess${widest(own, () => what, doors)}`,
    }
}

/** Options of repositories, as the manual has them. */
const documented: Readonly<Record<string, string>> = { 's3-key-secret': 'S3User.Backup', 'cipher-pass': 'pgBackRest' }

const stored = new Remembered<readonly Known[]>()

function storedOf(cluster: Cluster): readonly Known[] {
  return cluster.instances
    .flatMap(({ backup }) => backup?.options ?? [])
    .filter(({ name, value }) => Object.hasOwn(documented, name) && documented[name] === value)
    .map(({ name, at }) => ({ cluster, what: name.replaceAll('-', '_'), at }))
}

function* ofBackups(clusters: readonly Cluster[]): Iterable<Finding> {
  const found = clusters.flatMap((cluster) => stored.from(cluster, storedOf))
  for (const { what, at, clusters: own } of byPlace(found))
    yield {
      at,
      message: `${what} of the backup repository of ${named(own)} is the documented default, which everybody can read: ${what === 'cipher_pass' ? 'whoever gets at the repository can open the backups' : 'whoever reaches the store can read and remove the backups'}`,
    }
}

/** One place of the inventory is one finding, however many clusters share it. */
function byPlace(found: readonly Known[]) {
  const places = new Map<string, { readonly what: string; readonly at: Span; readonly clusters: Cluster[] }>()
  for (const { cluster, what, at } of found) {
    const place = places.get(`${at} ${what}`) ?? { what, at, clusters: [] }
    places.set(`${at} ${what}`, place)
    // They come cluster by cluster.
    if (place.clusters.at(-1) !== cluster) place.clusters.push(cluster)
  }
  return places.values()
}

function named(clusters: readonly Cluster[]): string {
  return listed(clusters.map(({ name }) => name))
}

/** The pool lets in only whom it knows. */
function isKnown({ reader, instance: { pool } }: HbaFile, user: string): boolean {
  return reader === 'postgres' || pool === undefined || pool.authQuery || pool.secrets.some((entry) => entry.user === user && entry.secret !== '')
}

/** Over all members of these clusters and both their doors. */
function widest(clusters: readonly Cluster[], userOf: (instance: Instance) => string, doors: Doors): string {
  const ways = clusters
    .flatMap((cluster) => doors.of(cluster))
    .map((file) => ({
      reach: isKnown(file, userOf(file.instance)) ? doors.reach(file, userOf(file.instance)) : 'nowhere',
      port: file.reader === 'pool' ? (file.instance.pool?.port ?? 0) : file.instance.postgres.port,
    }))
  const reach = reaches.find((each) => ways.some((way) => way.reach === each))
  const ports = [...new Set(ways.filter((way) => way.reach === reach).map(({ port }) => port))].sort((a, b) => a - b).join(' and ')
  if (reach === 'outside') return `; access rules take it from outside of the intranet at port ${ports}`
  if (reach === 'intranet') return `; access rules take it from the intranet at port ${ports}`
  return reach === 'itself' ? '; access rules take it on the servers themselves only' : ''
}
