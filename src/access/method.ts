import { isVerifier, md5Verifier } from '../model/password.js'
import type { HbaRecord } from '../syntax/hba.js'
import type { Account } from './accounts.js'
import { denied, every, fine, type Need, type Outcome, unknown } from './passage.js'

/** Who authenticates to the server: a client, which has whatever is asked of it, or a pool. */
export type Applicant =
  | { readonly kind: 'client' }
  | {
      readonly kind: 'pool'
      /** The OS user that it runs as. */
      readonly osUser: string
      readonly secret: Held
      /** Whether its own client proved by SCRAM that it has the password: only then a verifier opens the server. */
      readonly scramKeys: boolean
    }

/** What a pool holds of a password. */
export type Held =
  | { readonly form: 'clear' | 'scram-sha-256' | 'md5' /** Never shown. */; readonly text: string }
  /** The form that the server stores, as `auth_query` fetches it. */
  | { readonly form: 'stored' }
  | { readonly form: 'none' }
  | { readonly form: 'sealed' }

/** Methods that ask somebody else, about whom nothing is known here. */
const elsewhere: readonly string[] = ['gss', 'sspi', 'ldap', 'radius', 'pam', 'bsd', 'oauth']

/** How the method of a line of pg_hba.conf turns out for a role. */
export function serverMethod({ type, method, options }: HbaRecord, account: Account, applicant: Applicant): Outcome {
  const option = new Map(options)
  if (method === 'reject') return denied('the rule rejects', method)
  if (elsewhere.includes(method)) return unknown(`${method} asks a service that is not part of the inventory`, method)
  const certificate = option.has('clientcert') ? [withCertificate(applicant)] : []
  if (method === 'trust') return every([{ ...fine, method }, ...certificate])
  if (method === 'cert') return option.has('map') ? mapped(method) : { ...withCertificate(applicant), method }
  if (method === 'peer' || method === 'ident') {
    if (type !== 'local') return unknown("ident asks a service on the client's machine", method)
    if (option.has('map')) return mapped('peer')
    if (applicant.kind === 'client') return { ...fine, method: 'peer', needs: ['os-user'] }
    return applicant.osUser === account.name
      ? { ...fine, method: 'peer' }
      : denied(`peer wants an OS user called ${account.name}, and the pool runs as ${applicant.osUser}`, 'peer')
  }
  return every([byPassword(method, account, applicant), ...certificate])
}

function mapped(method: string): Outcome {
  return unknown('the rule has a map of user names, which pg_ident.conf holds', method)
}

function withCertificate(applicant: Applicant): Outcome {
  return applicant.kind === 'client' ? { ...fine, needs: ['certificate'] } : denied('the rule wants a client certificate, and the pool has none')
}

/** scram-sha-256, md5 and password. The server looks at the end of a password's validity only here. */
function byPassword(asked: string, { name, stored, expiry, password }: Account, applicant: Applicant): Outcome {
  if (stored === 'none') return denied(`role ${name} has no password`, asked)
  if (stored === 'unsaid') return unknown(`the inventory gives role ${name} no password`, asked)
  if (stored === 'sealed') return unknown(`the password of role ${name} is encrypted in the inventory`, asked)
  if (asked === 'scram-sha-256' && stored === 'md5') return denied(`scram-sha-256 cannot check the password of role ${name}, which is stored as MD5`, asked)
  const method = asked === 'md5' ? stored : asked
  const valid = expiry === undefined ? fine : unknown(`the password of role ${name} ends ${expiry}`)
  const proof = applicant.kind === 'client' ? { ...fine, needs: ['password'] satisfies Need[] } : poolProof(method, name, { stored, password }, applicant)
  return every([{ ...proof, method }, valid])
}

/** Whether what the pool holds proves to the server that it has the password. */
function poolProof(
  method: string,
  name: string,
  { stored, password }: { readonly stored: 'scram-sha-256' | 'md5'; readonly password: string | undefined },
  { secret, scramKeys }: Extract<Applicant, { kind: 'pool' }>,
): Outcome {
  if (secret.form === 'none') return denied(`the pool knows no password of ${name}`)
  if (secret.form === 'sealed') return unknown(`what the pool knows of ${name} is encrypted in the inventory`)
  const same = secret.form === 'stored' || isSame(secret.text, password, name)
  if (same === undefined) return unknown(`whether the password of ${name} in the pool is the one of the server`)
  if (!same) return denied(`the password of ${name} in the pool is not the one of the server`)
  const form = secret.form === 'stored' ? stored : secret.form
  if (form === 'clear') return fine
  if (method === 'password') return denied(`the server wants the password of ${name} in clear, and the pool holds only ${words[form]}`)
  if (form !== method) return denied(`the server wants ${words[method === 'md5' ? 'md5' : 'scram-sha-256']} of ${name}, and the pool holds ${words[form]}`)
  return form === 'md5' || scramKeys ? fine : unknown(`with a SCRAM verifier the pool can log in as ${name} only once some client has used SCRAM with it`)
}

const words = { md5: 'an MD5 hash', 'scram-sha-256': 'a SCRAM verifier' }

/** Whether two forms are of one password; undefined where nothing short of logging in would tell. */
function isSame(held: string, given: string | undefined, role: string): boolean | undefined {
  if (given === undefined) return undefined
  if (held === given) return true
  const [one, other] = [isVerifier(held), isVerifier(given)]
  if (one === other) return false
  const [verifier, clear] = one ? [held, given] : [given, held]
  return verifier.startsWith('md5') ? md5Verifier(clear, role) === verifier : undefined
}
