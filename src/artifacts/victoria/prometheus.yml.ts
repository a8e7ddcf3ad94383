import type { Infra } from '../../model/infra.js'
import type { Scrape } from '../../model/scrape.js'
import { defineArtifact } from '../artifact.js'
import { hostFile } from '../files.js'

interface View {
  readonly interval: string
  readonly timeout: string
  readonly jobs: readonly Job[]
}

interface Job {
  /** Why the job is there, for the reader of the file. */
  readonly note: string
  readonly settings: Record<string, unknown>
}

const authority = '/etc/pki/ca.crt'
const infraTls = { ca_file: authority, cert_file: '/etc/pki/infra.crt', key_file: '/etc/pki/infra.key' }

/** prometheus.yml: the jobs by which VictoriaMetrics of an infra node scrapes what the target files name. Source: Prometheus's scrape_config. */
export const victoriaPrometheusYml = defineArtifact<View>({
  id: 'victoria/prometheus.yml',
  component: 'victoria',
  format: 'yaml',
  impact: { action: 'reload', unit: 'victoria-metrics.service' },
  uses: [
    'blackbox_port',
    'exporter_metrics_path',
    'minio_https',
    'patroni_enabled',
    'patroni_mode',
    'patroni_ssl_enabled',
    'pgcompile_target',
    'redis_exporter_port',
    'vmetrics_enabled',
    'vmetrics_scrape_interval',
    'vmetrics_scrape_timeout',
  ],
  files: ({ site, clusters }) => {
    const patroniTls = clusters.some(({ instances }) => instances.some(({ monitoring }) => monitoring.patroni?.tls === true))
    return site.infra.flatMap((host) => {
      const { infra } = host
      if (infra?.scrape === undefined) return []
      const { interval, timeout } = infra.scrape
      const view = { interval, timeout, jobs: jobsOf(infra, infra.scrape, patroniTls) }
      return hostFile(host, '/infra/prometheus.yml', { ...host.platform.metricsStore, mode: '0644', secret: false }, view, infra.at)
    })
  },
  content: ({ interval, timeout, jobs }) => ({
    global: { scrape_interval: interval, scrape_timeout: timeout },
    scrape_configs: jobs.map(({ settings }) => settings),
  }),
})

function jobsOf({ metricsPath }: Infra, { blackboxPort, redisExporterPort, minioTls }: Scrape, patroniTls: boolean): Job[] {
  return [
    job('ping', 'Whether hosts and VIPs answer, asked by the prober of this node.', '/probe', 'ping', {
      params: { module: ['icmp'] },
      relabel_configs: [
        { source_labels: ['__address__'], regex: '\\[?([^\\]]+)\\]?:0', target_label: '__param_target' },
        { source_labels: ['__param_target'], target_label: 'instance' },
        { target_label: '__address__', replacement: `127.0.0.1:${blackboxPort}` },
      ],
    }),
    job('infra', 'What runs on the infra nodes.', '/metrics', 'infra'),
    job('node', 'Machines, their HAProxy and their log agent.', metricsPath, 'node'),
    job('docker', 'Containers, as part of their machine.', '/metrics', 'docker', { relabel_configs: [{ target_label: 'job', replacement: 'node' }] }),
    job('etcd', 'etcd, which asks for TLS.', '/metrics', 'etcd', { scheme: 'https', tls_config: infraTls }),
    job('minio', 'Object storage, without the series of each bucket.', '/minio/metrics/v3', 'minio', {
      ...(minioTls ? { scheme: 'https', tls_config: infraTls } : {}),
      metric_relabel_configs: [{ source_labels: ['bucket'], regex: '.+', action: 'drop' }],
    }),
    job('pgsql', 'PostgreSQL and what stands beside it.', metricsPath, 'pgsql'),
    ...(patroniTls
      ? [
          job('pgsql-patroni', 'Patroni where its REST API speaks TLS; the targets bring the job label pgsql.', '/metrics', 'patroni', {
            scheme: 'https',
            honor_labels: true,
            tls_config: { ca_file: authority },
          }),
        ]
      : []),
    job('pgrds', 'PostgreSQL servers outside of the inventory, through exporters on the infra nodes.', metricsPath, 'pgrds'),
    job('redis', 'Redis, each server through the exporter of its host.', '/scrape', 'redis', {
      relabel_configs: [
        { source_labels: ['__address__'], target_label: '__param_target' },
        { source_labels: ['__param_target'], regex: '^redis://(.*):(\\d+)$', replacement: '$1:$2', target_label: 'instance' },
        { source_labels: ['__param_target'], regex: '^redis://(.*):(\\d+)$', replacement: '$1', target_label: 'ip' },
        { source_labels: ['__param_target'], regex: '^redis://(.*):(\\d+)$', replacement: `$1:${redisExporterPort}`, target_label: '__address__' },
      ],
    }),
    job('mysql', 'MySQL.', metricsPath, 'mysql'),
    job('kafka', 'Kafka.', metricsPath, 'kafka'),
    job('juice', 'JuiceFS.', '/metrics', 'juice'),
  ]
}

function job(name: string, note: string, path: string, folder: string, more: Record<string, unknown> = {}): Job {
  return { note, settings: { job_name: name, metrics_path: path, ...more, file_sd_configs: [{ files: [`/infra/targets/${folder}/*.yml`] }] } }
}
