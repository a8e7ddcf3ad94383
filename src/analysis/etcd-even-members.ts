import { defineCheck } from './check.js'

/** A majority of an even number of votes is one more than a half: the last member adds a machine that can fail, and no failure that may happen. */
export const etcdEvenMembers = defineCheck({
  code: 'etcd-even-members',
  severity: 'warning',
  summary: 'etcd cluster with an even number of members',
  hint: 'use one, three or five members',
  *run({ site }) {
    const count = site.etcd.length
    const at = site.etcd[0]?.etcd?.at
    if (count === 0 || count % 2 !== 0 || at === undefined) return
    const message =
      count === 2
        ? 'etcd has 2 members, and both must be up for it to work: either of them takes it down, so it is less available than one alone'
        : `etcd has ${count} members, which may lose ${count / 2 - 1}, as many as ${count - 1} members may: leave one out or add one`
    yield { at, message }
  },
})
