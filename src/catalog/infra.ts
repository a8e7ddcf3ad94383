import { defineSection } from './parameter.js'

export const infra = defineSection({
  id: 'INFRA',
  title: 'Admin node and infrastructure nodes',
  parameters: {
    admin_ip: {
      type: 'ip',
      default: '10.10.10.10',
      level: 'global',
      doc: 'Address of the admin node; replaces ${admin_ip} in DNS records and log endpoints, and is allowed in HBA alias admin and in the Patroni REST allow list.',
      impact: [
        { action: 'reload', service: 'patroni' },
        { action: 'reload', service: 'postgres', how: 'HBA' },
      ],
    },
    infra_seq: {
      type: 'int',
      required: true,
      level: 'instance',
      min: 0,
      doc: 'Serial number of the infra node, used in target and datasource names.',
      impact: [{ action: 'none' }],
    },
    infra_data: {
      type: 'path',
      default: '/data/infra',
      level: 'global',
      doc: 'Data directory of the infra services.',
      impact: [{ action: 'rebuild', service: 'victoria-metrics' }],
    },
    nginx_enabled: {
      type: 'bool',
      default: true,
      level: 'instance',
      doc: 'Whether nginx runs on the infra node; here: whether its exporter is a scrape target.',
      impact: [{ action: 'none' }],
    },
    nginx_exporter_port: {
      type: 'port',
      default: 9113,
      level: 'global',
      doc: 'Port of the nginx exporter in the infra target file.',
      impact: [{ action: 'none' }],
    },
  },
})
