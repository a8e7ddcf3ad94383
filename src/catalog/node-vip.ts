import { defineSection } from './parameter.js'

export const nodeVip = defineSection({
  id: 'NODE_VIP',
  title: 'VIP of a node group, by keepalived',
  parameters: {
    vip_enabled: {
      type: 'bool',
      default: false,
      level: 'cluster',
      doc: 'Whether keepalived maintains a vip for the node group. Not the cluster vip of PostgreSQL.',
      impact: [
        { action: 'reload', service: 'keepalived' },
        { action: 'restart', service: 'keepalived_exporter' },
      ],
    },
    vip_address: {
      type: 'ip',
      requiredIf: 'vip_enabled',
      level: 'cluster',
      doc: 'Address of the node vip.',
      impact: [{ action: 'reload', service: 'keepalived' }],
    },
    vip_vrid: {
      type: 'int',
      requiredIf: 'vip_enabled',
      level: 'cluster',
      min: 1,
      max: 254,
      doc: 'VRRP router id.',
      impact: [{ action: 'reload', service: 'keepalived' }],
    },
    vip_role: {
      type: 'enum',
      default: 'backup',
      level: 'instance',
      values: ['master', 'backup'],
      doc: 'Initial VRRP state; master gets priority 128, backup 100.',
      impact: [{ action: 'reload', service: 'keepalived' }],
    },
    vip_preempt: {
      type: 'bool',
      default: false,
      level: 'cluster',
      doc: 'Whether a returning higher-priority node takes the vip back.',
      impact: [{ action: 'reload', service: 'keepalived' }],
    },
    vip_interface: {
      type: 'string',
      default: 'auto',
      level: 'instance',
      doc: 'Interface of the vip; auto or empty picks the one holding the inventory address.',
      impact: [{ action: 'reload', service: 'keepalived' }],
    },
    vip_dns_suffix: {
      type: 'string',
      default: '',
      level: 'cluster',
      doc: 'Text appended to node_cluster for the DNS record of the node vip.',
      impact: [{ action: 'none', service: 'dnsmasq' }],
    },
    vip_auth_pass: {
      type: 'password',
      default: '',
      level: 'cluster',
      secret: true,
      doc: 'VRRP password; empty means <node_cluster>-<vip_vrid>.',
      impact: [{ action: 'reload', service: 'keepalived' }],
    },
    vip_exporter_port: {
      type: 'port',
      default: 9650,
      level: 'cluster',
      doc: 'Port of the keepalived exporter.',
      impact: [{ action: 'restart', service: 'keepalived_exporter' }],
    },
  },
})
