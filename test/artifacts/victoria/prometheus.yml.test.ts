import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { compileValid, expectErrors, minimal } from '../../compile.js'

const path = '/infra/prometheus.yml'

function jobs(all = '', cluster = '') {
  const { scrape_configs } = parse(compileValid(minimal({ all, cluster })).file('10.10.10.10', path))
  return new Map<string, Record<string, unknown>>(scrape_configs.map((job: { job_name: string }) => [job.job_name, job]))
}

test('the jobs, in their order', () => {
  expect([...jobs().keys()]).toEqual(['ping', 'infra', 'node', 'docker', 'etcd', 'minio', 'pgsql', 'pgrds', 'redis', 'mysql', 'kafka', 'juice'])
})

test('interval and timeout', () => {
  const text = compileValid(minimal({ all: 'vmetrics_scrape_interval: 15s\nvmetrics_scrape_timeout: 12s' })).file('10.10.10.10', path)
  expect(parse(text).global).toEqual({ scrape_interval: '15s', scrape_timeout: '12s' })
})

test('KD-08: the job for Patroni with TLS is there when any cluster uses it', () => {
  expect(jobs('', 'patroni_ssl_enabled: true').get('pgsql-patroni')).toEqual({
    job_name: 'pgsql-patroni',
    metrics_path: '/metrics',
    scheme: 'https',
    honor_labels: true,
    tls_config: { ca_file: '/etc/pki/ca.crt' },
    file_sd_configs: [{ files: ['/infra/targets/patroni/*.yml'] }],
  })
  expect(jobs('', 'patroni_ssl_enabled: true\npatroni_mode: remove\npg_vip_enabled: false').has('pgsql-patroni')).toBe(false)
})

test('KD-16: ping asks the prober on its port, and exporters are scraped at their path', () => {
  const found = jobs('blackbox_port: 9999\nexporter_metrics_path: /m')
  expect(found.get('ping')?.relabel_configs).toContainEqual({ target_label: '__address__', replacement: '127.0.0.1:9999' })
  for (const name of ['node', 'pgsql', 'pgrds', 'mysql', 'kafka']) expect(found.get(name)?.metrics_path, name).toBe('/m')
  for (const name of ['infra', 'docker', 'etcd', 'juice']) expect(found.get(name)?.metrics_path, name).toBe('/metrics')
})

test('object storage without TLS, Redis through its exporter', () => {
  const found = jobs('minio_https: false\nredis_exporter_port: 9122')
  expect(found.get('minio')).not.toHaveProperty('scheme')
  expect(jobs().get('minio')).toHaveProperty('scheme', 'https')
  expect(found.get('redis')?.relabel_configs).toContainEqual(expect.objectContaining({ replacement: '$1:9122', target_label: '__address__' }))
})

test('no file without a metrics store', () => {
  expect(compileValid(minimal({ all: 'vmetrics_enabled: false' })).has('10.10.10.10', path)).toBe(false)
})

test('a time that cannot be read', () => {
  expectErrors(minimal({ all: 'vmetrics_scrape_interval: fast' }), [{ code: 'scrape-setting', line: 20, message: /must be a time/ }])
})
