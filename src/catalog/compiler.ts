import { defineSection } from './parameter.js'

const dotted = '[0-9]+([.][0-9]+){0,3}'
const target = { level: 'global', type: 'string', pattern: dotted } as const

export const compiler = defineSection({
  id: 'COMPILER',
  title: 'Target of the compiler',
  parameters: {
    pgcompile_target: {
      type: 'enum',
      default: 'pigsty-4.5',
      level: 'global',
      values: ['pigsty-4.5', 'debian-12', 'debian-13', 'ubuntu-24.04', 'el9'],
      doc: 'The platform that files are made for: a set of versions and places of programs. Ansible does not read it.',
      impact: [{ action: 'none', how: 'changes files of many daemons; look at the impact of each' }],
    },
    patroni_version: { ...target, doc: "Version of Patroni; the target's own where absent.", impact: [{ action: 'restart', service: 'patroni' }] },
    etcd_version: { ...target, doc: "Version of etcd; the target's own where absent.", impact: [{ action: 'restart', service: 'etcd' }] },
    haproxy_version: { ...target, doc: "Version of HAProxy; the target's own where absent.", impact: [{ action: 'reload', service: 'haproxy' }] },
    pgbouncer_version: { ...target, doc: "Version of PgBouncer; the target's own where absent.", impact: [{ action: 'restart', service: 'pgbouncer' }] },
    pgbackrest_version: { ...target, doc: "Version of pgBackRest; the target's own where absent.", impact: [{ action: 'none' }] },
    vip_manager_version: { ...target, doc: "Version of vip-manager; the target's own where absent.", impact: [{ action: 'restart', service: 'vip-manager' }] },
    dnsmasq_version: { ...target, doc: "Version of dnsmasq; the target's own where absent.", impact: [{ action: 'restart', service: 'dnsmasq' }] },
    vmetrics_version: {
      ...target,
      doc: "Version of VictoriaMetrics; the target's own where absent.",
      impact: [{ action: 'reload', service: 'victoria-metrics' }],
    },
    vector_version: { ...target, doc: "Version of vector; the target's own where absent.", impact: [{ action: 'reload', service: 'vector' }] },
    systemd_version: { ...target, doc: "Version of systemd; the target's own where absent.", impact: [{ action: 'none' }] },
  },
})

/** The platforms by name. */
export type PlatformName = (typeof compiler.parameters.pgcompile_target.values)[number]
