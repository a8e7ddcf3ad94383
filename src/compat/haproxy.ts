import { always, type OptionTable } from './option.js'

/** Keywords of HAProxy: the section or first word of a line, with its second where that is a keyword too, and words of server lines. Source: its manuals. */
export const haproxy: OptionTable = {
  ...always('global defaults userlist listen user group node pidfile maxconn mode retries bind balance acl server default-server', ''),
  ...always('socket enable hide-version uri refresh show-node admin http-request', 'stats '),
  ...always('queue connect client server check', 'timeout '),
  ...always('httpchk http-keep-alive tcp-check', 'option '),
  'http-check expect': {},
  'http-check send': { since: '2.2' },
  // Where it was compiled in.
  'http-request use-service prometheus-exporter': { since: '2.0' },
  'bind v4v6': {},
  ...always('check port weight backup check-ssl ca-file inter fastinter downinter rise fall on-marked-down slowstart maxconn maxqueue', 'server '),
}
