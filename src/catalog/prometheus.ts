import { defineSection } from './parameter.js'

export const prometheus = defineSection({
  id: 'PROMETHEUS',
  title: 'Scraping and alerting',
  parameters: {
    blackbox_enabled: {
      type: 'bool',
      default: true,
      level: 'instance',
      doc: 'Whether the blackbox exporter runs and is scraped.',
      impact: [{ action: 'restart', service: 'blackbox_exporter' }],
    },
    blackbox_port: {
      type: 'port',
      default: 9115,
      level: 'global',
      doc: 'Port of the blackbox exporter.',
      impact: [{ action: 'restart', service: 'blackbox_exporter' }],
    },
    alertmanager_enabled: {
      type: 'bool',
      default: true,
      level: 'instance',
      doc: 'Whether the alert manager runs and is scraped.',
      impact: [{ action: 'restart', service: 'alertmanager' }],
    },
    alertmanager_port: {
      type: 'port',
      default: 9059,
      level: 'global',
      doc: 'Port of the alert manager; notifier target of vmalert.',
      impact: [
        { action: 'restart', service: 'alertmanager' },
        { action: 'restart', service: 'vmalert' },
      ],
    },
    exporter_metrics_path: {
      type: 'path',
      default: '/metrics',
      level: 'global',
      pattern: '/.*',
      doc: 'HTTP path of exporter metrics, used by exporters, by HAProxy and by the scrape jobs.',
      impact: [
        { action: 'reload', service: 'victoria-metrics' },
        { action: 'reload', service: 'haproxy' },
        { action: 'restart', service: 'pg_exporter' },
        { action: 'restart', service: 'pgbouncer_exporter' },
        { action: 'restart', service: 'pgbackrest_exporter' },
        { action: 'restart', service: 'node_exporter' },
      ],
    },
    docker_exporter_port: {
      type: 'port',
      default: 9323,
      level: 'global',
      doc: 'Port of the docker metrics endpoint, matched by a recording rule.',
      impact: [{ action: 'reload', service: 'vmalert' }],
    },
    redis_exporter_port: {
      type: 'port',
      default: 9121,
      level: 'global',
      doc: 'Port of the redis exporter, target address of the redis scrape job.',
      impact: [{ action: 'reload', service: 'victoria-metrics' }],
    },
    minio_https: {
      type: 'bool',
      default: true,
      level: 'global',
      doc: 'Whether object storage speaks TLS; chooses scheme and TLS block of its scrape job.',
      impact: [{ action: 'reload', service: 'victoria-metrics' }],
    },
  },
})
