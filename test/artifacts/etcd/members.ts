import { minimal } from '../../compile.js'

/** A small inventory whose etcd is these members: address to variables in flow style. */
export function withEtcd(members: Readonly<Record<string, string>>, vars = 'etcd_cluster: etcd', all = ''): string {
  const hosts = Object.entries(members).map(([address, variables]) => `'${address}': ${variables}`)
  return minimal({ all }).replace(/ {4}etcd: .*\n/, `    etcd: { hosts: { ${hosts.join(', ')} }, vars: { ${vars} } }\n`)
}

export const three = { '10.10.10.10': '{ etcd_seq: 1 }', '10.10.10.9': '{ etcd_seq: 2 }', '10.10.10.8': '{ etcd_seq: 3 }' }
