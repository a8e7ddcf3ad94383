import { md5 } from './md5.js'

/** Whether a password of the inventory is already what PostgreSQL stores: a SCRAM verifier or an MD5 hash. */
export function isVerifier(password: string): boolean {
  return /^SCRAM-SHA-256\$\d+:[A-Za-z0-9+/=]+\$[A-Za-z0-9+/=]+:[A-Za-z0-9+/=]+$/.test(password) || /^md5[0-9a-f]{32}$/.test(password)
}

/** PostgreSQL's MD5 form of a password: it is salted with the name of the role. */
export function md5Verifier(password: string, role: string): string {
  return `md5${md5(password + role)}`
}
