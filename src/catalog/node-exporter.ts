import { defineSection } from './parameter.js'

export const nodeExporter = defineSection({
  id: 'NODE_EXPORTER',
  title: 'Exporter of a node',
  parameters: {
    node_exporter_enabled: {
      type: 'bool',
      default: true,
      level: 'cluster',
      doc: 'Whether the node exporter is launched and scraped.',
      impact: [{ action: 'restart', service: 'node_exporter' }],
    },
    node_exporter_port: {
      type: 'port',
      default: 9100,
      level: 'cluster',
      doc: 'Port of the node exporter.',
      impact: [{ action: 'restart', service: 'node_exporter' }],
    },
    node_exporter_options: {
      type: 'string',
      default: '--no-collector.softnet --no-collector.nvme --collector.tcpstat --collector.processes',
      level: 'cluster',
      doc: 'Collector options of the node exporter.',
      impact: [{ action: 'restart', service: 'node_exporter' }],
    },
  },
})
