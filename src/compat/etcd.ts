import { always, type OptionTable } from './option.js'

/** Keys of etcd's configuration file, joined with dots. Source: its configuration reference and change log. */
export const etcd: OptionTable = {
  ...always('name data-dir initial-cluster-token initial-cluster-state initial-cluster initial-advertise-peer-urls'),
  ...always('listen-peer-urls listen-client-urls advertise-client-urls election-timeout heartbeat-interval quota-backend-bytes'),
  ...always('client-transport-security peer-transport-security'),
  ...always('cert-file key-file trusted-ca-file', 'client-transport-security.'),
  ...always('cert-file key-file trusted-ca-file', 'peer-transport-security.'),
  'auto-compaction-mode': { since: '3.3' },
  'auto-compaction-retention': {},
  // Patroni's etcd3 section speaks to this gateway.
  'enable-grpc-gateway': { since: '3.3' },
  'gRPC gateway without being asked for': { since: '3.5' },
  // The v2 API: on by default before 3.4.
  'enable-v2': { until: '3.6' },
}
