import { type Account, stranger } from '../../access/accounts.js'
import { connectionOf } from '../../access/asker.js'
import { engineOf } from '../../access/engine.js'
import { RuleFile } from '../../access/rules.js'
import { fingerprint } from '../../explain/fingerprint.js'
import type { HbaLine } from '../../model/hba.js'
import { matchNames } from '../../model/hba-match.js'
import type { Cluster, Instance, Model } from '../../model/model.js'
import { patroniTags } from '../../model/patroni-tags.js'
import { isHbaRecord } from '../../syntax/hba.js'
import type { ClusterSide } from '../access.js'

/** All that decides about access to a cluster, in pieces: what concerns everybody, one role, one database, and the rules that speak of both. */
export class Inputs {
  private readonly common: string
  /** Of both daemons of each instance, every line with a text that is the same for the same line. */
  private readonly files: readonly { readonly pool: boolean; readonly lines: readonly { readonly line: HbaLine; readonly text: string }[] }[]
  private readonly accounts: ReadonlyMap<string, Account>
  /** As whom pools look others up: what decides about these decides about everybody. */
  private readonly lookers: readonly string[]
  private readonly users = new Map<string, string>()
  private readonly databases = new Map<string, string>()
  private readonly rules = new Map<string, string>()

  constructor(private readonly side: ClusterSide) {
    const { cluster, model } = side
    this.accounts = engineOf(model).serverOf(cluster.primary).accounts
    this.files = cluster.instances.flatMap((instance) =>
      (['postgres', 'pool'] as const).map((reader) => ({
        pool: reader === 'pool',
        lines: (RuleFile.of(instance, reader)?.lines ?? []).map((line) => ({ line, text: fingerprint(line.entry) })),
      })),
    )
    const asked = cluster.instances.flatMap(({ pool, postgres }) => [
      postgres.superuser.name,
      ...(pool?.databases ?? []).flatMap(({ options }) => options.authUser ?? []),
    ])
    this.lookers = [...new Set(asked)]
    this.common = `${commonInputs(side)}${this.lookers.map((name) => this.ofUser(name)).join('')}`
  }

  /** Whether nothing that decides about this user and database is different. */
  same(other: Inputs, user: string, database: string): boolean {
    return (
      this.common === other.common &&
      this.ofUser(user) === other.ofUser(user) &&
      this.ofDatabase(database) === other.ofDatabase(database) &&
      [user, ...this.lookers].every((name) => this.rulesOf(name, database) === other.rulesOf(name, database))
    )
  }

  private ofUser(name: string): string {
    const known = this.users.get(name)
    if (known !== undefined) return known
    const { roles, privileges, ...account } = this.accounts.get(name) ?? stranger(name)
    const held = this.side.cluster.instances.map(({ pool }) => pool?.secrets.find(({ user }) => user === name))
    const made = fingerprint([this.accounts.has(name), account, roles === undefined ? [] : [...roles].sort(), [...privileges].sort(), held])
    this.users.set(name, made)
    return made
  }

  private ofDatabase(name: string): string {
    const known = this.databases.get(name)
    if (known !== undefined) return known
    const made = fingerprint(
      this.side.cluster.instances.map(({ databases, pool }) => [
        databases.find((each) => each.name === name),
        pool?.databases.find((each) => each.name === name),
      ]),
    )
    this.databases.set(name, made)
    return made
  }

  private rulesOf(user: string, database: string): string {
    const key = `${user}\0${database}`
    const known = this.rules.get(key)
    if (known !== undefined) return known
    const roles = this.accounts.get(user)?.roles
    const asker = { user, database, replication: database === 'replication' }
    const [server, pool] = [connectionOf(asker, roles), connectionOf({ ...asker, replication: false }, new Set())]
    const made = this.files
      .map((file) =>
        file.lines
          .filter(({ line: { entry } }) => !isHbaRecord(entry) || matchNames(entry, file.pool ? pool : server) !== 'no')
          .map(({ text }) => text)
          .join(),
      )
      .join('\n')
    this.rules.set(key, made)
    return made
  }
}

/** Another cluster counts where roles come from it or where a pool leads to it, and then all of it. */
function commonInputs({ model, cluster }: ClusterSide): string {
  const elsewhere = cluster.instances.some(({ upstream, pool }) => upstream?.kind === 'cluster' || pool?.databases.some(({ redirected }) => redirected))
  const others = elsewhere ? model.clusters.flatMap((each) => each.instances.map(wholeInstance)) : []
  return fingerprint([clusterInputs(cluster, model), others])
}

/** The port of a service is no input: a door that moved is the same door. */
function clusterInputs(cluster: Cluster, { services }: Model) {
  return [
    cluster.primary.name,
    cluster.instances.map(instanceInputs),
    services
      .filter((service) => service.cluster === cluster)
      .map(({ proxy, host, address, check, servers }) => [
        [proxy, host.name, host.address.text, address, check],
        servers.map(({ instance, port, target, backup }) => [instance.name, port, target, backup]),
      ]),
  ]
}

function instanceInputs(instance: Instance) {
  const { name, host, upstream, postgres, provisioning, hba, pool, patroni, serverSettings, vip } = instance
  const { port, version, listen, passwordEncryption, superuser, replication, admin, monitor } = postgres
  return [
    [name, host.name, host.address.text, upstream, vip?.address.text, hba === undefined],
    [port, version, listen, passwordEncryption, [superuser, replication, admin, monitor].map((role) => role.name)],
    [provisioning.enabled, provisioning.ownInit?.name],
    serverSettings.filter(({ name: setting }) => setting.toLowerCase() === 'ssl').map(({ value }) => value),
    pool === undefined ? [] : [pool.port, pool.tls, pool.authQuery],
    patroni === undefined ? [] : [patroni.noFailover, patroniTags(instance, patroni)],
  ]
}

function wholeInstance(instance: Instance) {
  const { hba = [], defaultRoles, users, databases } = instance
  return [instanceInputs(instance), hba.flatMap(({ lines }) => lines.map(({ entry }) => entry)), defaultRoles, users, databases]
}
