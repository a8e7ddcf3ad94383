import { defineObject } from '../object.js'

/** An item of pg_services and pg_default_services. A port in `dest` must be a YAML number. */
export const service = defineObject({
  title: 'Service of a cluster',
  form: 'map',
  attributes: {
    name: { type: 'string', required: true, pattern: '[A-Za-z0-9_.:-]{1,63}', doc: 'Service name; prefixed with the cluster name.' },
    port: { type: 'port', required: true, doc: 'Port to bind.' },
    ip: { type: 'string', default: '*', doc: 'Address to bind.' },
    selector: { type: 'jmespath', required: true, doc: 'Picks the members from the list of cluster hosts; [] keeps all.' },
    backup: { type: 'jmespath', doc: 'Picks members that serve only when no other is up.' },
    dest: { type: 'enum', default: 'default', values: ['default', 'postgres', 'pgbouncer'], open: 'port', doc: 'Target port of each member.' },
    check: { type: 'path', default: '/', pattern: '/.*', doc: 'HTTP path probed on the Patroni port with method OPTIONS; 200 means up.' },
    maxconn: { type: 'int', default: 5000, doc: 'Front-end connection limit.' },
    balance: { type: 'enum', default: 'roundrobin', values: ['roundrobin', 'leastconn'], open: 'word', doc: 'Load balancing algorithm.' },
    options: { type: 'string', doc: 'Text of the default-server line in place of the generated one.' },
  },
  legacy: {
    check_port: { new: null, message: 'Drop it; checks always go to patroni_port.' },
    src_ip: { new: 'ip', message: 'Use ip.' },
  },
})
