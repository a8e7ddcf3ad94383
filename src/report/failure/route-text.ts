import type { ClusterOutcome } from '../../failure/cluster-outcome.js'
import { isDown } from '../../failure/failure.js'
import { leaderText, notesOf } from '../../failure/notes.js'
import type { Route } from '../../failure/route.js'
import type { ServerOutcome, ServiceOutcome } from '../../failure/services.js'
import type { Host } from '../../model/model.js'
import { endpoint } from '../../syntax/address.js'
import type { Paint } from '../paint.js'
import { table } from './table.js'

/** The services, each with its servers in HAProxy's order, then what became of the cluster. */
export function routeText(route: Route, paint: Paint): string {
  const blocks = route.clusters.map((outcome) =>
    [
      paint('bold', `cluster ${outcome.cluster.name}`),
      ...clusterLines(outcome, route, paint),
      ...outcome.services.flatMap((service) => ['', ...serviceLines(service, outcome, route, paint)]),
    ].join('\n'),
  )
  return `${[...blocks, siteLines(route, paint).join('\n')].join('\n\n')}\n`
}

function serviceLines({ service, outlets, open, servers, serving }: ServiceOutcome, outcome: ClusterOutcome, route: Route, paint: Paint): string[] {
  const { proxy, port, address, check, balance } = service
  const closed = outlets.filter((host) => !open.includes(host))
  const where = `  on ${names(outlets)}${address === '*' ? '' : `, address ${address} only`}${closed.length === 0 ? '' : paint('error', ` (down: ${names(closed)})`)}`
  const words = open.length === 0 ? [paint('error', 'refused: no host that offers it is up')] : servingText(serving, paint)
  const rows = servers.map((server) => [
    server.server.instance.name,
    endpoint(server.server.instance.host.address, server.server.port),
    server.server.target === 'other' ? '-' : server.server.target,
    String(server.server.weight),
    server.server.backup ? 'backup' : '',
    state(server, outcome, route, paint),
  ])
  return [
    `${paint('bold', proxy)}  port ${port}, check ${check}, ${balance.join(' ')}`,
    where,
    ...words.map((line, index) => `  ${index === 0 ? 'serves: ' : '        '}${line}`),
    ...(rows.length === 0 ? [] : table(['server', 'address', 'target', 'weight', '', 'check'], rows, paint).map((line) => `    ${line}`)),
  ]
}

/** One line where it is the same whoever leads. */
function servingText(serving: ServiceOutcome['serving'], paint: Paint): string[] {
  const leadersBy = new Map<string, string[]>()
  for (const { worlds, to } of serving) {
    const servers = to.servers.map(({ instance }, index) => `${instance.name}${share(to.shares?.[index], to.servers.length)}`).join(', ')
    const text = servers === '' ? paint('error', 'refused: no server passes the check') : `${servers}${to.backup ? ' (a backup, since no other is up)' : ''}`
    leadersBy.set(text, [...(leadersBy.get(text) ?? []), ...worlds.map(({ leader }) => leader?.name ?? 'nobody')])
  }
  return [...leadersBy].map(([text, leaders]) => (leadersBy.size === 1 ? text : `if ${[...new Set(leaders)].join(' or ')} leads: ${text}`))
}

function state({ server, up }: ServerOutcome, { worlds }: ClusterOutcome, { failure }: Route, paint: Paint): string {
  if (isDown(failure, server.instance)) return paint('error', 'down')
  const leads = worlds.every(({ leader }) => leader === server.instance)
  return up === 'yes'
    ? `up${leads ? ', leader' : ''}`
    : up === 'perhaps'
      ? paint('warning', 'up or down, by who leads')
      : paint('faint', `refuses${leads ? ', leader' : ''}`)
}

function clusterLines(outcome: ClusterOutcome, { failure }: Route, paint: Paint): string[] {
  const { vip, dns, source, writesWait } = outcome
  const gone = outcome.election.kind === 'none'
  const rows: [string, string][] = [['leader', gone ? paint('error', leaderText(outcome, failure)) : leaderText(outcome, failure)]]
  if (outcome.down.length > 0) rows.push(['down', names(outcome.down)])
  if (writesWait !== 'no')
    rows.push(['writes', paint('error', `${writesWait === 'perhaps' ? 'may wait' : 'wait'}: strict synchronous mode has no standby left`)])
  if (vip !== undefined) {
    const holders = vip.holders.map(({ name, host }) => `${name} (${host.name})`).join(' or ')
    const text = holders === '' ? paint('error', 'nobody') : `${vip.mayBeLost ? 'perhaps ' : ''}${holders}${vip.uncertain ? ', perhaps nobody' : ''}`
    rows.push(['VIP', `${vip.vip.address.text}: ${text}`])
  }
  if (dns !== undefined) rows.push(['DNS', `${dns.name} is ${dnsText(outcome)}`])
  rows.push(['backups', backupText(outcome, paint)])
  if (source !== undefined)
    rows.push([
      'follows',
      `${source.instance?.name ?? source.host} (${source.host}:${source.port})${source.up === 'no' ? paint('error', ', which is down: nothing more arrives') : source.up === 'unknown' ? ', which is not in the inventory' : ''}`,
    ])
  return [...rows.map(([name, text]) => `  ${name.padEnd(8)} ${text}`), ...notesOf(outcome, failure).map((note) => paint('faint', `  note     ${note}`))]
}

function dnsText({ dns, vip }: ClusterOutcome): string {
  if (dns === undefined) return ''
  const { kind, address, host, up, leads } = dns
  const where =
    kind === 'vip'
      ? `the VIP${vip?.holders.length === 0 ? ', which nobody holds' : ''}`
      : kind === 'elsewhere'
        ? 'which no host of the inventory has'
        : `always ${host?.name}, ${up ? (leads === 'yes' ? 'where the leader is' : leads === 'perhaps' ? 'where the leader may be' : 'where the leader is not') : 'which is down'}`
  return `${address.text}, ${where}; ${dns.servers.length === 0 ? 'no name server is up' : `answered by ${names(dns.servers)}`}`
}

function backupText({ backup: { takers, mayStop, repository } }: ClusterOutcome, paint: Paint): string {
  const who =
    takers.length === 0
      ? 'nobody takes any by its cron table'
      : `taken by ${takers.map(({ name }) => name).join(' or ')}${mayStop ? ', perhaps by nobody' : ''}`
  if (repository === undefined) return 'none: pgBackRest is off'
  const { kind, method, hosts, up } = repository
  const place =
    kind === 'local' ? `on ${names(hosts)} itself` : kind === 'store' ? `in ${method} on ${names(hosts)}` : `in ${method}, which is not in the inventory`
  return `${who}; those so far are ${place}${up === 'no' ? paint('error', ', which is down') : up === 'perhaps' ? paint('warning', ', some of which are down') : ''}`
}

function siteLines({ site: { quorum, metrics } }: Route, paint: Paint): string[] {
  const { members, up, holds } = quorum
  const etcd =
    holds === 'unknown'
      ? 'not in the inventory'
      : `${up.length} of ${members.length} members up, ${holds ? 'a majority' : paint('error', 'no majority: nothing fails over')}`
  const watched =
    metrics.all.length === 0 ? 'no metrics store in the inventory' : metrics.up.length === 0 ? paint('error', 'nobody scrapes') : `by ${names(metrics.up)}`
  return [paint('bold', 'site'), `  etcd     ${etcd}`, `  metrics  ${watched}`]
}

function share(part: number | undefined, count: number): string {
  return part === undefined || count === 1 ? '' : ` ${Math.round(part * 100)}%`
}

function names(items: readonly (Host | { readonly name: string })[]): string {
  return items.map(({ name }) => name).join(', ')
}
