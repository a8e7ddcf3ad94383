import type { LogAgent } from '../../model/logging.js'
import type { Site } from '../../model/model.js'
import { endpoint } from '../../syntax/address.js'
import { defineArtifact } from '../artifact.js'
import { hostFile, open } from '../files.js'

interface View {
  readonly dataDirectory: string
  readonly port: number
  readonly receivers: readonly Receiver[]
}

interface Receiver {
  /** Of the sink: vlogs, or vlogs1, vlogs2 and so on where there are several. */
  readonly name: string
  readonly uri: string
}

/**
 * vector.yaml: what is common to all pipelines of a host. Every component whose name ends in `_logs` feeds every receiver, every one whose name ends
 * in `_metrics` the metrics of the agent; the other files of the directory only need to keep to these names.
 */
export const vectorYaml = defineArtifact<View>({
  id: 'vector/vector.yaml',
  component: 'vector',
  format: 'yaml',
  impact: { action: 'reload', unit: 'vector.service', how: 'a changed data_dir needs a restart' },
  uses: ['admin_ip', 'vector_data', 'vector_enabled', 'vector_log_endpoint', 'vector_port', 'vlogs_enabled', 'vlogs_port'],
  each: 'host',
  files: ({ site, hosts }) =>
    hosts.flatMap((host) => {
      const agent = host.logAgent
      if (agent === undefined) return []
      const view = { dataDirectory: agent.dataDirectory, port: agent.port, receivers: receiversOf(agent, site) }
      return hostFile(host, '/etc/vector/vector.yaml', open, view, agent.at)
    }),
  content: ({ dataDirectory, port, receivers }) => ({
    data_dir: dataDirectory,
    api: { enabled: true },
    sources: { internal_metrics: { type: 'internal_metrics', scrape_interval_secs: 15 } },
    sinks: Object.fromEntries([
      ['vmetrics', { type: 'prometheus_exporter', inputs: ['*_metrics'], address: `0.0.0.0:${port}`, default_namespace: 'vector' }],
      ...receivers.map(({ name, uri }) => [name, sinkOf(uri)]),
    ]),
  }),
})

function sinkOf(uri: string): unknown {
  return {
    type: 'http',
    inputs: ['*_logs'],
    uri,
    encoding: { codec: 'json' },
    framing: { method: 'newline_delimited' },
    compression: 'gzip',
    healthcheck: { enabled: false },
    request: {
      headers: {
        'VL-Stream-Fields': 'job,ins,ip',
        'VL-Msg-Field': 'message',
        'VL-Time-Field': '_time',
        'VL-Ignore-Fields': 'timestamp,file',
        AccountID: '0',
        ProjectID: '0',
      },
    },
  }
}

/** The log stores of the infra nodes by address, or the URLs as given. */
function receiversOf({ receivers }: LogAgent, site: Site): Receiver[] {
  const uris =
    receivers !== 'infra'
      ? receivers
      : site.infra.flatMap(({ address, infra }) =>
          (infra?.components ?? []).filter(({ name }) => name === 'vlogs').map(({ port }) => `http://${endpoint(address, port)}/insert/jsonline`),
        )
  return uris.map((uri, index) => ({ name: uris.length === 1 ? 'vlogs' : `vlogs${index + 1}`, uri }))
}
