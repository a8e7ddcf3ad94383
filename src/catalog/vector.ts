import { defineSection } from './parameter.js'

export const vector = defineSection({
  id: 'VECTOR',
  title: 'Log agent',
  parameters: {
    vector_enabled: {
      type: 'bool',
      default: true,
      level: 'cluster',
      doc: 'Whether the log agent is installed, its sources are rendered and its port is scraped.',
      impact: [{ action: 'restart', service: 'vector' }],
      former: ['promtail_enabled'],
    },
    vector_clean: {
      type: 'bool',
      default: false,
      level: 'global',
      doc: 'Whether agent state and configuration are purged before rendering.',
      impact: [{ action: 'none' }],
      former: ['promtail_clean'],
    },
    vector_data: {
      type: 'path',
      default: '/data/vector',
      level: 'cluster',
      doc: 'State directory of the agent (read offsets, buffers).',
      impact: [{ action: 'restart', service: 'vector' }],
      former: ['promtail_positions'],
    },
    vector_port: {
      type: 'port',
      default: 9598,
      level: 'cluster',
      doc: 'Port of the agent metrics.',
      impact: [{ action: 'reload', service: 'vector' }],
      former: ['promtail_port'],
    },
    vector_read_from: {
      type: 'enum',
      default: 'beginning',
      level: 'cluster',
      values: ['beginning', 'end'],
      doc: 'Where a newly seen log file is read from.',
      impact: [{ action: 'reload', service: 'vector' }],
    },
    vector_log_endpoint: {
      type: 'list',
      default: ['infra'],
      level: 'cluster',
      items: 'string',
      doc: 'Where logs are sent: exactly [infra] expands to VictoriaLogs of every infra node, other items are taken as URLs, an empty list disables sending.',
      impact: [{ action: 'reload', service: 'vector' }],
      former: ['loki_endpoint'],
    },
  },
})
