import { defineCheck } from './check.js'

/** One etcd member is enough for a laboratory: while it is down, no cluster can choose a leader. */
export const etcdSingleMember = defineCheck({
  code: 'etcd-single-member',
  severity: 'note',
  summary: 'etcd cluster of a single member',
  hint: 'three members go on when one of them is down',
  *run({ site, clusters }) {
    const [host, ...others] = site.etcd
    const replicated = clusters.filter(({ instances }) => instances.length > 1)
    if (host?.etcd === undefined || others.length > 0 || replicated.length === 0) return
    const names =
      replicated.length > 4
        ? `${replicated
            .slice(0, 3)
            .map(({ name }) => name)
            .join(', ')} and ${replicated.length - 3} more`
        : replicated.map(({ name }) => name).join(', ')
    yield { at: host.etcd.at, message: `etcd has one member, ${host.name}: while it is down, no replica of ${names} can take over from its primary` }
  },
})
