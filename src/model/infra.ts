import type { Sink } from '../diagnostics/sink.js'
import type { Settings } from '../inventory/settings.js'
import type { Span } from '../source/span.js'
import { type Address, parseAddress } from '../syntax/address.js'
import { codes } from './codes.js'
import { isRecordName } from './dns.js'
import { buildPortal, type Portal } from './portal.js'
import { buildRemotes, type RemoteInstance } from './remotes.js'
import { reportRetention } from './retention.js'
import { buildScrape, type Scrape } from './scrape.js'

/** What an infra node does beside being a host: it watches, stores and resolves names for all others. */
export interface Infra {
  /** Number among the infra nodes. */
  readonly seq: number
  /** Where infra_seq stands. */
  readonly at: Span
  /** HTTP path under which this node scrapes the exporters of all hosts. */
  readonly metricsPath: string
  /** What runs here and has metrics. */
  readonly components: readonly Component[]
  /** Fixed names of the site. */
  readonly records: readonly DnsRecord[]
  /** PostgreSQL servers outside of the inventory that this node watches. */
  readonly remotes: readonly RemoteInstance[]
  readonly dnsPort: number
  /** Absent where no metrics store runs here. */
  readonly scrape?: Scrape
  readonly portal: Portal
}

export interface Component {
  readonly name: string
  readonly port: number
}

export interface DnsRecord {
  readonly address: Address
  readonly names: readonly string[]
  /** Its line in dns_records; the host where the records are the built-in ones. */
  readonly at: Span
}

/** Undefined where the node has no number: it names the node's files. */
export function buildInfra(name: string, place: Span, settings: Settings, sink: Sink): Infra | undefined {
  const records = buildRecords(settings, sink)
  const remotes = buildRemotes(settings, sink)
  const scrape = buildScrape(settings, sink)
  reportRetention(settings, sink)
  const seq = settings.get('infra_seq')
  if (seq === undefined) {
    sink.report(codes['infra-identity'], place, `host ${name} is in group infra and has no infra_seq: give it a number that no other infra node has`)
    return undefined
  }
  return {
    seq,
    at: settings.at('infra_seq'),
    metricsPath: settings.get('exporter_metrics_path'),
    components: buildComponents(settings),
    records,
    remotes,
    dnsPort: settings.get('dns_port'),
    portal: buildPortal(settings),
    ...(scrape === undefined ? {} : { scrape }),
  }
}

function buildComponents(settings: Settings): Component[] {
  const on = (enabled: boolean, name: string, port: number): Component[] => (enabled ? [{ name, port }] : [])
  return [
    ...on(settings.get('nginx_enabled'), 'nginx', settings.get('nginx_exporter_port')),
    ...on(settings.get('vmetrics_enabled'), 'vmetrics', settings.get('vmetrics_port')),
    ...on(settings.get('vlogs_enabled'), 'vlogs', settings.get('vlogs_port')),
    ...on(settings.get('vtraces_enabled'), 'vtraces', settings.get('vtraces_port')),
    ...on(settings.get('vmalert_enabled') && settings.get('vmetrics_enabled'), 'vmalert', settings.get('vmalert_port')),
    ...on(settings.get('alertmanager_enabled'), 'alertmanager', settings.get('alertmanager_port')),
    ...on(settings.get('blackbox_enabled'), 'blackbox', settings.get('blackbox_port')),
    ...on(settings.get('grafana_enabled'), 'grafana', settings.get('grafana_port')),
  ]
}

/** dns_records, lines of a hosts file; `${admin_ip}` stands for the admin node. */
function buildRecords(settings: Settings, sink: Sink): DnsRecord[] {
  const items = settings.items('dns_records')
  return settings.get('dns_records').flatMap((item, index) => {
    const text = typeof item === 'string' ? item : ''
    const at = items[index]?.at ?? settings.at('dns_records')
    const [first = '', ...names] = text
      .replaceAll('${admin_ip}', settings.get('admin_ip'))
      .split(/[ \t]+/)
      .filter((word) => word !== '')
    const address = parseAddress(first)
    const odd = names.find((name) => !isRecordName(name))
    const problem = text.includes('\n')
      ? 'must be one line'
      : address === undefined
        ? `must begin with an IP address or \${admin_ip}${first === '' ? '' : `, not \`${first}\``}`
        : names.length === 0
          ? 'needs at least one name after the address'
          : odd === undefined
            ? undefined
            : `holds \`${odd}\`, which is no name: its labels have 1 to 63 letters, digits, inner hyphens and _, and all together at most 253 characters`
    if (problem !== undefined) sink.report(codes['dns-record'], at, `dns_records[${index}] ${problem}`)
    return address === undefined ? [] : [{ address, names, at: settings.isSet('dns_records') ? at : settings.at('dns_records') }]
  })
}
