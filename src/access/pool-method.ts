import { isVerifier } from '../model/password.js'
import type { HbaRecord } from '../syntax/hba.js'
import { isOpaque } from '../syntax/vault.js'
import type { Account, Stored } from './accounts.js'
import type { Held } from './method.js'
import { denied, every, fine, type Outcome, unknown } from './passage.js'

/** The function of the pool leaves out superusers, roles that may not log in, and expired ones. */
export function visible({ name, exists, login, superuser, expiry, stored }: Account): Outcome {
  if (exists === 'no' || !login || superuser) return denied(`the pool looks up roles that may log in and are no superusers, and ${name} is none of them`)
  if (exists === 'unsaid') return unknown(`the inventory does not say that there is a role ${name}`)
  if (expiry !== undefined) return unknown(`the password of role ${name} ends ${expiry}`)
  return stored === 'unsaid'
    ? unknown(`the inventory gives role ${name} no password`)
    : stored === 'sealed'
      ? unknown(`the password of role ${name} is encrypted in the inventory`)
      : fine
}

/** What a secret of userlist.txt is. */
export function heldOf(secret: string): Held {
  if (secret === '') return { form: 'none' }
  if (isOpaque(secret)) return { form: 'sealed' }
  return { form: !isVerifier(secret) ? 'clear' : secret.startsWith('md5') ? 'md5' : 'scram-sha-256', text: secret }
}

/** How the method of a line of pgb_hba.conf turns out. */
export function poolMethod({ method, options }: HbaRecord, user: string, held: Held, known: Outcome, stored: Stored): Outcome {
  if (method === 'reject') return denied('the rule rejects', method)
  if (method === 'ldap') return unknown('ldap asks a service that is not part of the inventory', method)
  const mapped = options.some(([name]) => name === 'map') ? [unknown('the rule has a map of user names, which a file of its own holds')] : []
  if (method === 'trust') return every([{ ...fine, method }, known])
  if (method === 'peer') return every([{ ...fine, method, needs: ['os-user'] }, known, ...mapped])
  if (method === 'cert') return every([{ ...fine, method, needs: ['certificate'] }, known, ...mapped])
  return every([known, byPassword(method, user, held, stored)])
}

function byPassword(asked: string, user: string, held: Held, stored: Stored): Outcome {
  const form = held.form === 'stored' ? stored : held.form
  if (form === 'none') return denied(`the pool knows no password of ${user}`, asked)
  if (form === 'sealed' || form === 'unsaid') return unknown(`what the pool knows of ${user} is encrypted in the inventory`, asked)
  if (asked === 'scram-sha-256' && form === 'md5')
    return denied(`scram-sha-256 cannot check the password of ${user}, of which the pool holds an MD5 hash`, asked)
  return { ...fine, needs: ['password'], method: asked === 'md5' && form === 'scram-sha-256' ? 'scram-sha-256' : asked }
}
