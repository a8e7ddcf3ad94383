import type { Code } from '../diagnostics/diagnostic.js'
import type { Sink } from '../diagnostics/sink.js'
import type { Settings } from '../inventory/settings.js'
import { compare } from '../source/compare.js'
import type { Span } from '../source/span.js'
import { compareAddresses, parseAddress } from '../syntax/address.js'
import { codes } from './codes.js'
import { reportPortDifferences } from './etcd-member.js'
import type { Host, Site } from './model.js'
import type { Placed } from './placed.js'

/** `shared` are the variables that act on every host: admin_ip is one address for the whole site. */
export function buildSite(placed: readonly Placed[], shared: Settings, sink: Sink): Site {
  const admin = parseAddress(shared.get('admin_ip'))
  if (admin === undefined)
    sink.report(codes['admin-address'], shared.at('admin_ip'), `admin_ip must be the IP address of the admin node, not \`${shared.get('admin_ip')}\``)
  const infra = placed.filter(({ groups }) => groups.has('infra')).map(({ host }) => host)
  const listed = placed.filter(({ groups }) => groups.has('etcd'))
  const etcd = listed.length > 0 ? listed : placed.filter(({ settings }) => settings.isSet('etcd_seq'))
  reportSameNumbers(
    infra,
    (host) => host.infra,
    'infra_seq',
    ({ seq }) => String(seq),
    codes['infra-identity'],
    sink,
  )
  reportSameNumbers(
    etcd.map(({ host }) => host),
    (host) => host.etcd,
    'etcd_seq',
    ({ name }) => name,
    codes['etcd-identity'],
    sink,
  )
  reportPortDifferences(etcd, sink)
  return {
    admin: admin ?? { family: 4, number: 0n, text: '' },
    infra: infra.sort((a, b) => compareAddresses(a.address, b.address)),
    etcd: etcd.map(({ host }) => host).sort(byText),
  }
}

/** Numbers name members and their files: each belongs to one host. */
function reportSameNumbers<Part extends { readonly at: Span }>(
  hosts: readonly Host[],
  part: (host: Host) => Part | undefined,
  parameter: string,
  keyOf: (part: Part) => string,
  code: Code,
  sink: Sink,
): void {
  const first = new Map<string, { readonly host: Host; readonly part: Part }>()
  for (const host of hosts) {
    const own = part(host)
    if (own === undefined) continue
    const other = first.get(keyOf(own))
    if (other === undefined) first.set(keyOf(own), { host, part: own })
    else
      sink.report(code, own.at, `${parameter} of ${host.name} is taken by ${other.host.name}: each needs its own`, {
        related: [{ at: other.part.at, message: `the one of ${other.host.name}` }],
      })
  }
}

/** The reference sorts addresses as text: 10.0.0.10 before 10.0.0.9. Endpoint and allow lists keep that, so that a first compile of a running system shows no change. */
export function byText(a: Pick<Host, 'address'>, b: Pick<Host, 'address'>): number {
  return compare(a.address.text, b.address.text)
}

/** Patroni cannot start without its store. */
export function requireEtcd(site: Site, firstCluster: Span, sink: Sink): void {
  if (site.etcd.length === 0)
    sink.report(
      codes['etcd-missing'],
      firstCluster,
      'Patroni needs etcd, and the inventory has neither a group `etcd` with a host in it nor a host with etcd_seq',
    )
}
