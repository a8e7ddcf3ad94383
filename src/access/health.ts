/** What a member of a cluster is at some moment, as its Patroni answers for it. */
export type Standing = 'primary' | 'standby-leader' | 'replica'

/** Source: the health checks in Patroni's REST API documentation. Of no member does an inventory say `noloadbalance`. */
const answers: Readonly<Record<string, readonly Standing[]>> = {
  '/': ['primary'],
  '/primary': ['primary'],
  '/master': ['primary'],
  '/read-write': ['primary'],
  '/leader': ['primary', 'standby-leader'],
  '/standby-leader': ['standby-leader'],
  '/standby_leader': ['standby-leader'],
  '/replica': ['replica'],
  '/read-only': ['primary', 'standby-leader', 'replica'],
  '/health': ['primary', 'standby-leader', 'replica'],
  '/liveness': ['primary', 'standby-leader', 'replica'],
  '/readiness': ['primary', 'standby-leader', 'replica'],
  '/patroni': ['primary', 'standby-leader', 'replica'],
}

/** Whether Patroni answers the check of a service with status 200 on a running member; undefined where lag, tags or synchronous mode decide. */
export function passesCheck(check: string, standing: Standing): boolean | undefined {
  const [path = '', query] = check.split('?')
  const standings = answers[path]
  if (standings !== undefined) {
    if (!standings.includes(standing)) return false
    return query === undefined ? true : undefined
  }
  // Synchronous replicas are never the primary; the read-only forms take it as well.
  if (standing === 'primary') return path.startsWith('/read-only-') ? true : /^\/(sync|async|quorum|synchronous|asynchronous)$/.test(path) ? false : undefined
  return undefined
}
