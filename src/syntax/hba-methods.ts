import type { HbaRecord } from './hba.js'

/** How a client proves who it is. Source: "The pg_hba.conf File" in the manual of PostgreSQL 18. */
export const hbaMethods = [
  'trust',
  'reject',
  'scram-sha-256',
  'md5',
  'password',
  'gss',
  'sspi',
  'ident',
  'peer',
  'ldap',
  'radius',
  'cert',
  'pam',
  'bsd',
  'oauth',
] as const

/** The methods that know an option; `hostssl` stands for every method of a line that demands TLS. */
const options: Readonly<Record<string, readonly string[]>> = {
  map: ['ident', 'peer', 'gss', 'sspi', 'cert', 'oauth'],
  clientcert: ['hostssl'],
  clientname: ['hostssl'],
  include_realm: ['gss', 'sspi'],
  krb_realm: ['gss', 'sspi'],
  compat_realm: ['sspi'],
  upn_username: ['sspi'],
  pamservice: ['pam'],
  pam_use_hostname: ['pam'],
  ldapurl: ['ldap'],
  ldaptls: ['ldap'],
  ldapscheme: ['ldap'],
  ldapserver: ['ldap'],
  ldapport: ['ldap'],
  ldapbinddn: ['ldap'],
  ldapbindpasswd: ['ldap'],
  ldapsearchattribute: ['ldap'],
  ldapsearchfilter: ['ldap'],
  ldapbasedn: ['ldap'],
  ldapprefix: ['ldap'],
  ldapsuffix: ['ldap'],
  radiusservers: ['radius'],
  radiussecrets: ['radius'],
  radiusidentifiers: ['radius'],
  radiusports: ['radius'],
  issuer: ['oauth'],
  scope: ['oauth'],
  validator: ['oauth'],
  delegate_ident_mapping: ['oauth'],
}

/** Options without which a method cannot work. */
const required: Readonly<Record<string, readonly string[]>> = { radius: ['radiusservers', 'radiussecrets'], oauth: ['issuer', 'scope'] }

const values: Readonly<Record<string, readonly string[]>> = { clientcert: ['verify-ca', 'verify-full'], clientname: ['CN', 'DN'] }

/** Why the method cannot stand in a line of this type, or undefined. */
export function methodMisfit({ type, method }: Pick<HbaRecord, 'type' | 'method'>): string | undefined {
  if (!hbaMethods.some((known) => known === method)) return `there is no method ${method}: use one of ${hbaMethods.join(', ')}`
  if (method === 'peer' && type !== 'local') return 'peer asks the kernel who is at the other end of a local socket: it needs a `local` line'
  if (method === 'cert' && type !== 'hostssl') return 'a client certificate comes with TLS: cert needs a `hostssl` line'
  if (method === 'gss' && type === 'local') return 'gss does not work on local sockets'
  return undefined
}

/** Why an option cannot stand in the line, or undefined. */
export function optionMisfit({ type, method }: Pick<HbaRecord, 'type' | 'method'>, name: string, value: string): string | undefined {
  const methods = options[name]
  if (methods === undefined) return `there is no option ${name}`
  if (!methods.includes(method) && !(methods.includes('hostssl') && type === 'hostssl'))
    return methods.includes('hostssl') ? `option ${name} needs a \`hostssl\` line` : `option ${name} belongs to ${methods.join(', ')}, not to ${method}`
  const accepted = values[name]
  if (accepted !== undefined && !accepted.includes(value)) return `option ${name} is one of ${accepted.join(', ')}`
  return undefined
}

/** An option that the method needs and the line does not give. */
export function missingOption({ method, options: given }: Pick<HbaRecord, 'method' | 'options'>): string | undefined {
  return required[method]?.find((name) => !given.some(([option]) => option === name))
}
