import type { Host } from '../model/model.js'
import type { Span } from '../source/span.js'
import type { Address } from '../syntax/address.js'
import type { FileImpact, FileSpec } from './artifact.js'

/** Lines of a hosts file: an address with its names. */
export type DnsRecords = readonly (readonly [address: string, names: readonly string[]])[]

export const dnsRecordsImpact: FileImpact = {
  action: 'none',
  how: 'dnsmasq watches the directory; before 2.88 the name of a record that is gone stays until its restart',
}

/** A file of records that dnsmasq reads on one infra node. */
export function dnsRecordsFile(
  infra: Host,
  name: string,
  at: Span,
  records: readonly { readonly address: Address; readonly names: readonly string[] }[],
): FileSpec<DnsRecords> {
  return {
    host: infra.name,
    path: `/etc/dnsmasq.d/pigsty/${name}`,
    owner: 'root',
    group: 'root',
    mode: '0644',
    secret: false,
    at,
    view: records.map(({ address, names }) => [address.text, names]),
  }
}
