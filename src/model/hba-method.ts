/** What an alias of `auth` stands for. `password` is the encryption of the cluster, scram-sha-256 or md5. */
export interface HbaAuth {
  readonly method: 'password' | 'scram-sha-256' | 'md5' | 'cert' | 'reject' | 'trust' | 'peer' | 'ident'
  /** Whether lines with an address demand TLS. */
  readonly tls: boolean
}

const plain = (method: HbaAuth['method']): HbaAuth => ({ method, tls: false })
const encrypted = (method: HbaAuth['method']): HbaAuth => ({ method, tls: true })

/** Every word that `auth` takes; the catalogue lists the same words. */
export const hbaAuths: Readonly<Record<string, HbaAuth>> = {
  pwd: plain('password'),
  sha: plain('scram-sha-256'),
  'scram-sha-256': plain('scram-sha-256'),
  md5: plain('md5'),
  ssl: encrypted('password'),
  'ssl-sha': encrypted('scram-sha-256'),
  'ssl-md5': encrypted('md5'),
  cert: encrypted('cert'),
  deny: plain('reject'),
  reject: plain('reject'),
  trust: plain('trust'),
  peer: plain('peer'),
  os: plain('ident'),
  ident: plain('ident'),
}
