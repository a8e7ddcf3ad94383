import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { beforeAll, describe, expect, test } from 'vitest'
import { readYaml } from '../../src/emit/read/yaml.js'
import { type Found, filesOf } from './debian.js'
import { end, hasNamespaces, type Namespace } from './namespace.js'
import { stage } from './stage.js'

const program = '/usr/bin/victoria-metrics'

/** The scrape configuration of every infra host, with the target files beside it. */
const stores = filesOf('victoria/prometheus.yml').map((config) => ({
  config,
  targets: config.deployment.files.filter(({ host, path }) => host === config.host && path.startsWith('/infra/targets/')),
}))

/** Where the job is not its folder, or is not asked by plain HTTP below /metrics. */
const https = new Set(['etcd', 'minio', 'patroni'])
/** What the inventory of a deployment has as exporter_metrics_path; Patroni and etcd have one of their own. */
const paths: Readonly<Record<string, string>> = { proxied: '/telemetry' }
const exporters = new Set(['node', 'pgsql', 'pgrds'])
const jobs: Readonly<Record<string, string>> = { patroni: 'pgsql-patroni' }

type Labels = Readonly<Record<string, string>>

/** One target as VictoriaMetrics tells it. */
interface Target {
  readonly discoveredLabels: Labels
  readonly labels: Labels
  readonly scrapeUrl: string
}

test('there is something to ask', () => {
  expect(stores.length).toBeGreaterThan(8)
  expect(stores.filter(({ targets }) => targets.length < 3)).toEqual([])
})

describe.skipIf(!existsSync(program) || !hasNamespaces)('VictoriaMetrics with the files of every infra host', () => {
  const here = stage('metrics', [])

  beforeAll(() => here.certify([]))

  test('discovers exactly the targets of the target files', { timeout: 120_000 }, async () => {
    const { directory, namespace } = here
    let counted = 0
    for (const [index, { config, targets }] of stores.entries()) {
      const root = join(directory, String(index))
      for (const { path, text } of [config, ...targets]) {
        mkdirSync(dirname(join(root, path)), { recursive: true })
        writeFileSync(join(root, path), path === config.path ? adapt(text, root) : text)
      }
      const wanted = targets.flatMap(({ path, text }) => targetsOf(path, text, paths[config.deployment.name] ?? '/metrics'))
      const log = join(root, 'said')
      const options = ['-promscrape.suppressScrapeErrors', '-memory.allowedBytes=128MB', '-httpListenAddr=127.0.0.1:8428']
      const child = namespace.spawn(program, [`-storageDataPath=${root}/data`, `-promscrape.config=${root}${config.path}`, ...options], log)
      try {
        const found = await discovered(namespace, wanted.length, log)
        expect(found.activeTargets.map(flat).sort(), config.where).toEqual(wanted.map(flat).sort())
        expect(found.droppedTargets, config.where).toEqual([])
        const complaints = readFileSync(log, 'utf8').split('\n')
        expect(
          complaints.filter((line) => /\t(warn|error|fatal|panic)\t/.test(line)),
          config.where,
        ).toEqual([])
      } finally {
        await end(child)
        rmSync(root, { recursive: true, force: true })
      }
      counted += wanted.length
    }
    console.log(`VictoriaMetrics: ${stores.length} configurations, ${counted} targets`)
  })

  const adapt = (text: Found['text'], root: string): string =>
    text
      .replaceAll('"/infra/', `"${root}/infra/`)
      .replace(/"\/etc\/pki\/[\w.]+\.(crt|key)"/g, (_, kind: string) => JSON.stringify(join(here.directory, `tls.${kind}`)))
})

/** What it lists once it has as many as are wanted, or after five seconds; a little later, so that one too many is there as well. */
async function discovered(namespace: Namespace, wanted: number, log: string): Promise<{ activeTargets: Target[]; droppedTargets: unknown[] }> {
  const ask = (): { activeTargets: Target[]; droppedTargets: unknown[] } | undefined => {
    const { status, stdout } = namespace.run('curl', ['-s', '--max-time', '2', 'http://127.0.0.1:8428/api/v1/targets'])
    return status === 0 ? JSON.parse(stdout).data : undefined
  }
  for (let tries = 0; tries < 50 && (ask()?.activeTargets.length ?? 0) < wanted; tries++) await sleep(100)
  await sleep(200)
  const found = ask()
  if (found === undefined) throw new Error(readFileSync(log, 'utf8'))
  return found
}

/** The targets that a file means: what is found in it (it is named from the folder of the configuration), and what is scraped with which labels. */
function targetsOf(path: string, text: string, exporterPath: string): Target[] {
  const folder = path.split('/')[3] ?? ''
  const groups = readYaml(text) as readonly { labels: Labels; targets: readonly string[] }[]
  return groups.flatMap(({ labels: written, targets }) =>
    targets.map((target) => {
      const labels = { job: jobs[folder] ?? folder, ...written }
      const probed = target.replace(/:0$/, '').replace(/^\[(.*)\]$/, '$1')
      const ping = folder === 'ping'
      return {
        discoveredLabels: {
          ...labels,
          __address__: target,
          __meta_filepath: path.replace(/^\/infra\//, ''),
          __scrape_interval__: '10s',
          __scrape_timeout__: '8s',
        },
        labels: { instance: ping ? probed : target, ...labels },
        scrapeUrl: ping
          ? `http://127.0.0.1:9115/probe?module=icmp&target=${encodeURIComponent(probed)}`
          : `${https.has(folder) ? 'https' : 'http'}://${target}${written.__metrics_path__ ?? (exporters.has(folder) ? exporterPath : '/metrics')}`,
      }
    }),
  )
}

/** One text, without what the address shows already. */
function flat({ discoveredLabels, labels, scrapeUrl }: Target): string {
  const shown = new Set(['__metrics_path__', '__scheme__', '__param_module', '__vm_filepath'])
  const sorted = (of: Labels): string[] =>
    Object.entries(of)
      .filter(([name]) => !shown.has(name))
      .map(([name, value]) => `${name}=${value}`)
      .sort()
  return [scrapeUrl, ...sorted(labels), 'from', ...sorted(discoveredLabels)].join(' ')
}
