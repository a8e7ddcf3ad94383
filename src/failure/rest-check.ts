/** What the Patroni of a running member knows when HAProxy asks it. */
export interface MemberState {
  /** A leader that had to step down is a replica. */
  readonly role: 'primary' | 'replica' | 'standby-leader'
  /** Whether the leader names it in etcd as synchronous. */
  readonly synchronous: boolean
  /** Whether it reaches etcd. */
  readonly dcs: boolean
  /** Its tags; those of Patroni's own that are false are as good as absent. */
  readonly tags: Readonly<Record<string, unknown>>
}

/** Tags that Patroni forgets where they are false. */
const ownTags = new Set(['clonefrom', 'nofailover', 'noloadbalance', 'nosync'])

/**
 * Whether Patroni answers OPTIONS, the method of HAProxy's check, with status 200. It looks for words anywhere in the path, in this order, and
 * has no /liveness and /readiness for OPTIONS, which are 503. Lag and replication_state are known at run time only: replicas are taken as streaming without lag.
 * Source: Patroni's REST API documentation, and its handler of versions 3.0 and 4.
 */
export function answers(check: string, member: MemberState): boolean {
  const [given = '', query = ''] = check.replace(/#.*/, '').split(/\?(.*)/s)
  const path = given === '/' ? '/primary' : given
  const has = (word: string): boolean => path.includes(word)
  const { role, synchronous, dcs } = member
  const leads = role === 'primary' || role === 'standby-leader'
  const replica = !leads && member.tags.noloadbalance !== true
  if (has('standby_leader') || has('standby-leader')) return leads && role === 'standby-leader'
  if (has('leader')) return leads
  if (has('master') || has('primary') || has('read-write')) return leads && role === 'primary'
  return tagged(query, member.tags) && readable()

  function readable(): boolean {
    if (has('replica')) return replica
    if (has('read-only') && !has('sync') && !has('quorum')) return leads || replica
    if (has('health')) return true
    if (!dcs) return false
    if (path === '/sync' || path === '/synchronous') return replica && synchronous
    if (path === '/async' || path === '/asynchronous') return replica && !synchronous
    if (path === '/read-only-sync' || path === '/read-only-synchronous') return leads || (replica && synchronous)
    return path === '/read-only-quorum' && leads
  }
}

/** Whether the answer depends on who is synchronous. */
export function asksSynchronous(check: string): boolean {
  return /^\/(a?sync(hronous)?|read-only-sync(hronous)?)(\?|$)/.test(check)
}

/** Whether the answer depends on what only a running member knows: its lag, and the state of its replication. */
export function asksRunTime(check: string): boolean {
  return /[?&](lag|replication_state)=/.test(check)
}

function tagged(query: string, tags: Readonly<Record<string, unknown>>): boolean {
  const seen = new Set<string>()
  return [...new URLSearchParams(query)].every(([key, value]) => {
    // Of several with one key Patroni reads the first, and none without a value.
    if (!key.startsWith('tag_') || value === '' || seen.has(key)) return true
    seen.add(key)
    const name = key.slice('tag_'.length)
    const tag = Object.hasOwn(tags, name) && !(ownTags.has(name) && tags[name] === false) ? tags[name] : undefined
    return tag !== undefined && String(tag) === value
  })
}
