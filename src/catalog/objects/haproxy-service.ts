import { defineObject } from '../object.js'

/** An item of haproxy_services. */
export const haproxyService = defineObject({
  title: 'Free service of a node',
  form: 'map',
  attributes: {
    name: { type: 'string', required: true, doc: 'Proxy and file name.' },
    port: { type: 'port', required: true, doc: 'Port to bind.' },
    ip: { type: 'string', default: '*', doc: 'Address to bind.' },
    protocol: { type: 'enum', default: 'tcp', values: ['tcp', 'http'], doc: 'Proxy mode.' },
    maxconn: { type: 'int', default: 10000, doc: 'Front-end connection limit.' },
    balance: { type: 'enum', default: 'roundrobin', values: ['roundrobin', 'leastconn', 'source', 'first'], open: 'word', doc: 'Load balancing algorithm.' },
    options: { type: 'list', default: [], items: 'string', doc: 'Lines added to the proxy section, such as health check settings.' },
    default: {
      type: 'string',
      default: 'inter 3s fastinter 1s downinter 5s rise 3 fall 3 on-marked-down shutdown-sessions slowstart 30s maxconn 3000 maxqueue 128 weight 100',
      doc: 'Text of the default-server line.',
    },
    servers: { type: 'list', required: true, items: 'haproxy-server', doc: 'Backends.' },
  },
  legacy: {
    'haproxy.balance': { new: 'balance', message: 'Move it up one level.' },
    'haproxy.maxconn': { new: 'maxconn', message: 'Move it up one level.' },
  },
})
