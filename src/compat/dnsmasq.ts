import { always, type OptionTable } from './option.js'

/** Options of dnsmasq.conf. Source: its change log. */
export const dnsmasq: OptionTable = {
  ...always('no-hosts bogus-priv listen-address port user group conf-dir'),
  'bind-dynamic': { since: '2.63' },
  hostsdir: { since: '2.73' },
}
