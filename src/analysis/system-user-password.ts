import { md5Verifier } from '../model/password.js'
import { isOpaque } from '../syntax/vault.js'
import { defineCheck } from './check.js'

/** A system user that pg_users gives another password: the server keeps that one, and exporters and Patroni use the other (KD-50). */
export const systemUserPassword = defineCheck({
  code: 'system-user-password',
  severity: 'error',
  summary: 'system user with two passwords',
  hint: 'leave the password out of pg_users: the parameter of the system user sets it',
  *ofCluster({ name: cluster, primary }) {
    const { superuser, replication, admin, monitor } = primary.postgres
    const parameters = {
      pg_dbsu_password: superuser,
      pg_replication_password: replication,
      pg_admin_password: admin,
      pg_monitor_password: monitor,
    }
    for (const { name, state, password, where } of primary.users)
      for (const [parameter, account] of Object.entries(parameters)) {
        if (state === 'absent' || password === undefined || account.name !== name || account.password === '') continue
        // Whether a SCRAM verifier belongs to a password is not known without computing it, nor what an encrypted one is.
        const same = password === account.password || password === md5Verifier(account.password, name)
        if (!same && !password.startsWith('SCRAM-SHA-256$') && !isOpaque(account.password))
          yield {
            at: where('password'),
            message: `user ${name} of cluster ${cluster} has another password here than ${parameter} says: the server would keep this one, and every component would use the other`,
          }
      }
  },
})
