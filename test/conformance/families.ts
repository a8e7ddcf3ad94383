/** Target paths whose files are compiled; the expected facts also know files that are not, yet. */
export const families: readonly RegExp[] = [
  /^\/etc\/patroni\/patroni\.yml$/,
  /^\/pg\/data\/(pg_hba|postgresql\.auto)\.conf$/,
  /^\/etc\/pgbouncer\//,
  /^\/etc\/haproxy\//,
  /^\/etc\/pgbackrest\//,
  /^\/etc\/default\/vip-manager\.yml$/,
  /^\/etc\/systemd\/system\/vip-manager\.service$/,
  /^\/etc\/dnsmasq\.d\//,
  /^\/infra\/targets\//,
]
