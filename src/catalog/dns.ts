import { defineSection } from './parameter.js'

export const dns = defineSection({
  id: 'DNS',
  title: 'Name service of the infrastructure nodes',
  parameters: {
    dns_enabled: {
      type: 'bool',
      default: true,
      level: 'global',
      doc: 'On infra nodes: whether dnsmasq is launched. On database nodes: whether their records are registered.',
      impact: [{ action: 'restart', service: 'dnsmasq' }],
      former: ['nameserver_enabled'],
    },
    dns_port: {
      type: 'port',
      default: 53,
      level: 'global',
      doc: 'Port of dnsmasq.',
      impact: [{ action: 'restart', service: 'dnsmasq' }],
    },
    dns_records: {
      type: 'list',
      default: ['${admin_ip} i.pigsty', '${admin_ip} m.pigsty supa.pigsty api.pigsty adm.pigsty cli.pigsty ddl.pigsty'],
      level: 'global',
      items: 'string',
      doc: 'Static host records written to /etc/dnsmasq.d/pigsty/default.',
      impact: [{ action: 'none', service: 'dnsmasq', how: 'the records directory is watched' }],
    },
  },
})
