import { defineObject } from '../object.js'

/** A value of pg_exporters, whose keys are local ports. An absent attribute is taken from the variables of the infra host, then from the default. */
export const exporter = defineObject({
  title: 'Exporter of a remote PostgreSQL server',
  form: 'map',
  attributes: {
    pg_cluster: { type: 'string', required: true, doc: 'Cluster label.' },
    pg_seq: { type: 'int', required: true, min: 0, doc: 'Instance serial number.' },
    pg_host: { type: 'string', required: true, doc: 'Address or host name of the remote server.' },
    pg_port: { type: 'port', default: 5432, doc: 'Port of the remote server.' },
    pg_dbsu: { type: 'username', default: 'postgres', doc: 'OS account of the exporter unit on the infra node.' },
    pg_exporter_config: { type: 'string', default: 'pg_exporter.yml', doc: 'Collector file.' },
    pg_exporter_cache_ttls: { type: 'csv', default: '1,10,60,300', unit: 's', doc: 'Four cache lifetimes in seconds.' },
    pg_exporter_params: { type: 'string', default: 'sslmode=disable', doc: 'Query string of the URL.' },
    pg_exporter_url: { type: 'url', default: '', secret: true, doc: 'URL used instead of the generated one.' },
    pg_exporter_auto_discovery: { type: 'bool', default: true, doc: 'Whether all databases of the server are found and scraped.' },
    pg_exporter_include_database: { type: 'csv', default: '', doc: 'The only databases to scrape.' },
    pg_exporter_exclude_database: { type: 'csv', default: 'template0,template1,postgres', doc: 'Databases that discovery leaves out.' },
    pg_exporter_connect_timeout: { type: 'int', default: 200, unit: 'ms', min: 1, doc: 'Connection timeout.' },
    pg_monitor_username: { type: 'username', default: 'dbuser_monitor', doc: 'Monitoring role on the remote server.' },
    pg_monitor_password: { type: 'password', default: 'DBUser.Monitor', secret: true, doc: 'Password of the monitoring role.' },
    pg_databases: {
      type: 'list',
      default: [],
      items: 'database',
      doc: 'Databases to register in Grafana; of their attributes only name and register_datasource count.',
    },
  },
})
