import type { Sink } from '../diagnostics/sink.js'
import type { Settings } from '../inventory/settings.js'
import type { Span } from '../source/span.js'
import { codes } from './codes.js'
import type { Member, Membership } from './context.js'
import { movedPort } from './instances.js'
import type { Cluster, Host, Instance } from './model.js'
import type { Parts } from './parts.js'
import type { Placed } from './placed.js'
import { Remembered } from './remembered.js'
import type { Rto } from './rto.js'
import { release, Selectors } from './selector.js'
import { type Expression, type ServiceDefinition, ServiceDefinitions } from './service-definition.js'

/** A service of a cluster as one HAProxy offers it: a port that leads to the members which pass its check. */
export interface PublishedService {
  /** The machine whose HAProxy offers it: a member of the cluster, or a host of the group pg_service_provider. */
  readonly host: Host
  readonly cluster: Cluster
  /** As defined: replica. */
  readonly name: string
  /** Name of the proxy and of its file: pg-test-replica. */
  readonly proxy: string
  /** The definition; where it is built in, the cluster. */
  readonly at: Span
  /** Whether it is one of pg_default_services, which every cluster has. */
  readonly usual: boolean
  /** Where its selector, its backup and its dest stand; the definition where it leaves one out. */
  readonly where: Readonly<Record<'selector' | 'backup' | 'dest', Span>>
  /** Whether the definition has a backup. */
  readonly hasBackup: boolean
  /** `*` or an IP literal. */
  readonly address: string
  readonly port: number
  readonly portAt: Span
  readonly maxConnections: number
  readonly balance: readonly string[]
  /** Path that Patroni answers with status 200 on a member that may serve. */
  readonly check: string
  /** The words after `default-server`. */
  readonly defaultServer: readonly string[]
  /** By address those that the selector picks, then by address those that only `backup` picks. HAProxy uses the first backup that is up. */
  readonly servers: readonly ServiceServer[]
}

/** A member as a server of a service. */
export interface ServiceServer {
  readonly instance: Instance
  readonly port: number
  /** What listens there; `other` for a port given as a number. */
  readonly target: 'postgres' | 'pgbouncer' | 'other'
  readonly checkPort: number
  /** Whether Patroni answers the check over TLS. */
  readonly checkTls: boolean
  readonly weight: number
  readonly backup: boolean
}

/** The services of all clusters: by cluster, host and place in the lists. One that no member could ever answer is left out (KD-05). */
export function publishServices(
  memberships: readonly Membership[],
  clusters: readonly Cluster[],
  placed: readonly Placed[],
  sink: Sink,
  parts: Parts,
): readonly PublishedService[] {
  const definitions = new ServiceDefinitions(sink, parts)
  const byName = new Map(clusters.map((cluster) => [cluster.name, cluster]))
  const published = memberships.flatMap((membership) => {
    const cluster = byName.get(membership.name)
    if (cluster === undefined) return []
    const publish = (): readonly PublishedService[] => new Publisher(membership, cluster, definitions, sink, parts).publish(placed)
    if (membership.primary.settings.get('pg_service_provider') !== '') return publish()
    return parts.standing.of('services', membership.name, [membership, cluster], sink, (former?: readonly PublishedService[]) => {
      const made = publish()
      return former !== undefined && parts.standing.alike(made, made, former, former) ? former : made
    })
  })
  release()
  return published
}

class Publisher {
  private readonly selectors: Selectors
  private readonly instances: ReadonlyMap<string, Instance>
  /** By definition and pg_default_service_dest: hosts that have both in common share the result. */
  private readonly servers = new Map<ServiceDefinition, Map<string | number, Servers>>()
  private readonly own = new Map<Member, Own>()
  /** Where the Patroni of each member is turned off. */
  private readonly off = new Map<Member, Span | undefined>()
  /** Names of the services that lack a member because nothing would answer their check there. */
  private readonly lacking = new Set<string>()

  constructor(
    private readonly membership: Membership,
    private readonly cluster: Cluster,
    private readonly definitions: ServiceDefinitions,
    private readonly sink: Sink,
    parts: Parts,
  ) {
    this.selectors = new Selectors(membership.members, parts, sink)
    this.instances = new Map(cluster.instances.map((instance) => [instance.name, instance]))
  }

  /** On each member's own host, or by the primary's variables on every host of the group that it names. */
  publish(placed: readonly Placed[]): PublishedService[] {
    const { primary } = this.membership
    const provider = primary.settings.get('pg_service_provider')
    const published = provider === '' ? this.publishLocally() : this.publishAt(provider, primary, placed)
    this.reportLacking()
    return published
  }

  private publishAt(provider: string, primary: Member, placed: readonly Placed[]): PublishedService[] {
    const hosts = placed.filter(({ groups }) => groups.has(provider))
    const at = primary.settings.at('pg_service_provider')
    if (hosts.length === 0)
      this.sink.report(codes['service-provider'], at, `pg_service_provider must name a group of the inventory that has hosts, and \`${provider}\` is none`)
    return hosts.flatMap(({ host, settings }) => {
      if (!settings.get('haproxy_enabled'))
        this.sink.report(
          codes['service-provider'],
          settings.at('haproxy_enabled'),
          `haproxy_enabled must be true on ${host.name}: group ${provider} publishes the services of ${this.cluster.name}`,
          { related: [{ at, message: `pg_service_provider of ${this.cluster.name}` }] },
        )
      return this.publishOn(host, primary, 0)
    })
  }

  private publishLocally(): PublishedService[] {
    const hosts = new Map<string, Member>()
    for (const member of this.membership.members) {
      const other = hosts.get(member.host.name)
      if (other === undefined || member.settings.get('pg_port') < other.settings.get('pg_port')) hosts.set(member.host.name, member)
    }
    const silent = [...hosts.values()].filter(({ settings }) => !settings.get('haproxy_enabled') && this.definitions.of(settings).length > 0)
    const [first] = silent
    if (first !== undefined)
      this.sink.report(
        codes['service-unpublished'],
        first.settings.at('haproxy_enabled'),
        `${silent.map(({ host }) => host.name).join(', ')} of ${this.cluster.name} will not publish the cluster's services, because haproxy_enabled is false`,
      )
    return [...hosts.values()].flatMap((member) => (silent.includes(member) ? [] : this.publishOn(member.host, member, member.distance)))
  }

  /** `distance` moves the ports of the services as it moves those of the member that offers them. */
  private publishOn(host: Host, by: Member, distance: number): PublishedService[] {
    const rto = (this.instances.get(by.name) ?? this.cluster.primary).rto
    const lost = this.membership.members.every((member) => this.offAt(member) !== undefined)
    return this.definitions.of(by.settings).flatMap((definition) => {
      const { servers, silent, proxy, where } = this.serversOf(definition, by.settings)
      if (silent || lost) this.lacking.add(definition.name)
      if ((silent || lost) && servers.length === 0) return []
      const port = movedPort(definition.port, distance)
      if (port === undefined)
        this.sink.report(
          codes['instance-port'],
          by.settings.at('pg_port'),
          `service ${definition.name} of ${by.name} would have port ${definition.port + distance}, which is none: ${definition.port} moved like the port of the server`,
          { related: [{ at: this.place(definition.portAt), message: 'the port of the service' }] },
        )
      return {
        host,
        cluster: this.cluster,
        name: definition.name,
        proxy,
        at: this.place(definition.at),
        usual: definition.usual,
        where,
        hasBackup: definition.backup !== undefined,
        address: definition.address,
        port: port ?? definition.port,
        portAt: distance === 0 ? this.place(definition.portAt) : by.settings.at('pg_port'),
        maxConnections: definition.maxConnections,
        balance: definition.balance,
        check: definition.check,
        defaultServer: definition.defaultServer ?? timings(rto),
        servers,
      }
    })
  }

  /** Patroni answers the checks of HAProxy: a member without it would stay down for ever, and a service of such members would refuse all connections. */
  private reportLacking(): void {
    if (this.lacking.size === 0) return
    const off = new Map<string, Member[]>()
    for (const member of this.membership.members) {
      const at = patroniOff(member)
      if (at !== undefined) off.set(`${at}`, [...(off.get(`${at}`) ?? []), member])
    }
    for (const members of off.values()) {
      const [first] = members
      const at = first === undefined ? undefined : patroniOff(first)
      if (at !== undefined)
        this.sink.report(
          codes['service-check-unanswered'],
          at,
          `services ${[...this.lacking].join(', ')} of ${this.cluster.name} leave out ${members.map(({ name }) => name).join(', ')}: their check asks Patroni, which is off there; without any member a service is not written`,
        )
    }
  }

  /** A built-in definition has no place in the inventory: the cluster stands for it. */
  private place(at: Span): Span {
    return at.source.text === '' ? this.cluster.at : at
  }

  private serversOf(definition: ServiceDefinition, settings: Settings): Servers {
    const preset = settings.get('pg_default_service_dest')
    const byPreset = this.servers.get(definition) ?? new Map<string | number, Servers>()
    const servers = byPreset.get(preset) ?? this.buildServers(definition, preset)
    this.servers.set(definition, byPreset.set(preset, servers))
    return servers
  }

  private buildServers(definition: ServiceDefinition, preset: string | number): Servers {
    const selected = this.select(definition, 'selector', definition.selector)
    const backup = definition.backup === undefined ? new Set<Member>() : this.select(definition, 'backup', definition.backup)
    const { members } = this.membership
    const ordered = [...members.filter((member) => selected.has(member)), ...members.filter((member) => backup.has(member) && !selected.has(member))]
    const servers = ordered.flatMap((member) => {
      const instance = this.instances.get(member.name)
      if (instance === undefined || this.offAt(member) !== undefined) return []
      return [this.buildServer(definition, preset, member, instance, backup.has(member))]
    })
    const where = {
      selector: this.place(definition.selector.at),
      backup: this.place(definition.backup?.at ?? definition.at),
      dest: this.place(definition.destAt),
    }
    return { servers, silent: ordered.some((member) => this.offAt(member) !== undefined), proxy: `${this.cluster.name}-${definition.name}`, where }
  }

  private select(definition: ServiceDefinition, name: 'selector' | 'backup', { text, at, part }: Expression): ReadonlySet<Member> {
    const selection = this.selectors.select(text)
    if ('members' in selection) return selection.members
    const { problem, place } = selection
    this.sink.report(codes['service-selector'], this.place(place === undefined ? at : part(place.from, place.to)), `${definition.what}.${name} ${problem}`)
    return new Set()
  }

  private buildServer(definition: ServiceDefinition, preset: string | number, member: Member, instance: Instance, backup: boolean): ServiceServer {
    const { settings } = member
    const { pooled, server } = this.ownOf(member)
    const dest = definition.dest === 'default' ? (preset === 'pgbouncer' && !pooled ? 'postgres' : preset) : definition.dest
    if (definition.dest === 'pgbouncer' && !pooled)
      this.sink.report(
        codes['service-pool-off'],
        this.place(definition.destAt),
        `${definition.what} leads to pgbouncer, which is not enabled on ${member.name}: use dest postgres, or default, which knows where the pool is off`,
        { related: [{ at: settings.at('pgbouncer_enabled'), message: 'pgbouncer_enabled is false' }] },
      )
    return {
      instance,
      port: dest === 'postgres' ? settings.get('pg_port') : dest === 'pgbouncer' ? settings.get('pgbouncer_port') : Number(dest),
      target: dest === 'postgres' || dest === 'pgbouncer' ? dest : 'other',
      ...server,
      backup,
    }
  }

  private offAt(member: Member): Span | undefined {
    if (!this.off.has(member)) this.off.set(member, patroniOff(member))
    return this.off.get(member)
  }

  private ownOf(member: Member): Own {
    let own = this.own.get(member)
    if (own === undefined) {
      const { settings } = member
      const server = { checkPort: settings.get('patroni_port'), checkTls: settings.get('patroni_ssl_enabled'), weight: settings.get('pg_weight') }
      own = { pooled: settings.get('pgbouncer_enabled'), server }
      this.own.set(member, own)
    }
    return own
  }
}

/** What the servers of a member have in common. */
interface Own {
  readonly pooled: boolean
  readonly server: Pick<ServiceServer, 'checkPort' | 'checkTls' | 'weight'>
}

/** What hosts of a cluster have in common of a service, and whether it also picks members where nothing answers its check. */
interface Servers extends Pick<PublishedService, 'servers' | 'proxy' | 'where'> {
  readonly silent: boolean
}

/** Where the inventory turns off the Patroni of a member (KD-05). */
function patroniOff({ settings }: Member): Span | undefined {
  if (!settings.get('patroni_enabled')) return settings.at('patroni_enabled')
  return settings.get('patroni_mode') === 'remove' ? settings.at('patroni_mode') : undefined
}

/** One list for all services of the same timings. */
function timings(rto: Rto): readonly string[] {
  return usual.from(rto, ({ inter, fastInter, downInter, rise, fall }) => {
    const text = `inter ${inter} fastinter ${fastInter} downinter ${downInter} rise ${rise} fall ${fall}`
    return `${text} on-marked-down shutdown-sessions slowstart 30s maxconn 3000 maxqueue 128 weight 100`.split(' ')
  })
}

const usual = new Remembered<readonly string[]>()
