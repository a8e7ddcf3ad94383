import { defineCheck } from './check.js'

/** A user of the pool whose password the pool does not know. */
export const poolUserPassword = defineCheck({
  code: 'pool-user-password',
  severity: 'warning',
  summary: 'pooled user without a password',
  hint: 'give it a password or a verifier, or set pgbouncer_auth_query so that the pool asks the server',
  *ofCluster({ instances }) {
    for (const { pool, users } of instances) {
      if (pool === undefined || pool.authQuery) continue
      for (const { name, at, state, pooled, password = '' } of users)
        if (state !== 'absent' && pooled && password === '' && pool.secrets.some(({ user, secret }) => user === name && secret === ''))
          yield {
            at,
            message: `user ${name} is for the pool and has no password here: userlist.txt says that it is empty, and no password opens the pool to it`,
          }
    }
  },
})
