import { defineSection } from './parameter.js'

export const grafana = defineSection({
  id: 'GRAFANA',
  title: 'Grafana',
  parameters: {
    grafana_enabled: {
      type: 'bool',
      default: true,
      level: 'global',
      doc: 'On database nodes: whether datasources are registered. On infra nodes: whether Grafana is a scrape target.',
      impact: [{ action: 'none', service: 'grafana' }],
    },
    grafana_port: {
      type: 'port',
      default: 3000,
      level: 'global',
      doc: 'Port of Grafana, used for the datasource API on the infra node itself.',
      impact: [{ action: 'none', service: 'grafana' }],
    },
    grafana_admin_username: {
      type: 'username',
      default: 'admin',
      level: 'global',
      doc: 'Grafana account used for the datasource API.',
      impact: [{ action: 'none', service: 'grafana' }],
    },
    grafana_admin_password: {
      type: 'password',
      default: 'pigsty',
      level: 'global',
      secret: true,
      doc: 'Password of that account.',
      impact: [{ action: 'none', service: 'grafana' }],
    },
    grafana_view_password: {
      type: 'password',
      default: 'DBUser.Viewer',
      level: 'global',
      secret: true,
      doc: 'Password of dbuser_view, by which Grafana reads the database meta of the infra node.',
      impact: [{ action: 'restart', service: 'grafana' }],
    },
  },
})
