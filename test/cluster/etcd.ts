import type { Host } from './host.js'
import { type Outcome, until } from './process.js'

/** Somebody who may see and change the keys of one scope, and no others. */
export interface EtcdUser {
  readonly name: string
  readonly password: string
  /** Without a slash at its end. */
  readonly prefix: string
}

type Program = (...args: string[]) => Promise<Outcome>

/** What stands between etcd's two interfaces: each has users, roles and keys of its own. */
interface Interface {
  readonly version: '2' | '3'
  readonly files: readonly string[]
  readonly login: string
  readonly health: readonly string[]
  /** Adds root and turns authentication on; what follows is said as root. */
  secure(program: Program, root: string): Promise<void>
  /** Adds one user with a role of the same name. */
  admit(program: Program, user: EtcdUser): Promise<void>
  /** Leaves nothing to who does not log in. */
  seal(program: Program): Promise<void>
}

const place = '/etc/etcd/server'

/** The only one that Debian 12's vip-manager reads. */
export const v2: Interface = {
  version: '2',
  files: ['--ca-file', '/etc/etcd/ca.crt', '--cert-file', `${place}.crt`, '--key-file', `${place}.key`],
  login: '--username',
  health: ['cluster-health'],
  secure: async (program, root) => {
    await program('user', 'add', root)
    await program('auth', 'enable')
  },
  admit: async (program, { name, password, prefix }) => {
    await program('role', 'add', name)
    await program('role', 'grant', name, '--path', `${prefix}/*`, '--readwrite')
    await program('user', 'add', `${name}:${password}`)
    await program('user', 'grant', name, '--roles', name)
  },
  seal: async (program) => {
    await program('role', 'revoke', 'guest', '--path', '/*', '--readwrite')
  },
}

export const v3: Interface = {
  version: '3',
  files: ['--cacert', '/etc/etcd/ca.crt', '--cert', `${place}.crt`, '--key', `${place}.key`],
  login: '--user',
  health: ['endpoint', 'health'],
  secure: async (program, root) => {
    await program('user', 'add', root)
    await program('user', 'grant-role', 'root', 'root')
    await program('auth', 'enable')
  },
  admit: async (program, { name, password, prefix }) => {
    await program('role', 'add', name)
    await program('role', 'grant-permission', name, '--prefix=true', 'readwrite', `${prefix}/`)
    await program('user', 'add', `${name}:${password}`)
    await program('user', 'grant-role', name, name)
  },
  seal: async () => undefined,
}

/** Turns authentication on and lets these users in. */
export async function protect(host: Host, by: Interface, rootPassword: string, users: readonly EtcdUser[]): Promise<void> {
  await until(
    'etcd',
    async () => (/is healthy/.test(((outcome) => outcome.stdout + outcome.stderr)(await control(host, by, undefined, by.health))) ? true : undefined),
    30,
  )
  const root = `root:${rootPassword}`
  const program = (as: string | undefined): Program => {
    return async (...args) => {
      const outcome = await control(host, by, as, args)
      if (outcome.status !== 0) throw new Error(`etcdctl ${args.slice(0, 2).join(' ')}: ${outcome.stdout}${outcome.stderr}`)
      return outcome
    }
  }
  await by.secure(program(undefined), root)
  for (const user of users) await by.admit(program(root), user)
  await by.seal(program(root))
}

/** What etcd says to somebody, or to nobody, who looks at a key. */
export async function look(host: Host, by: Interface, user: EtcdUser | undefined, key: string): Promise<string> {
  const { stdout, stderr } = await control(host, by, user && `${user.name}:${user.password}`, ['get', key])
  return stdout + stderr
}

function control(host: Host, { version, files, login }: Interface, as: string | undefined, args: readonly string[]): Promise<Outcome> {
  const who = as === undefined ? [] : [login, as]
  return host.run(['etcdctl', '--endpoints', 'https://127.0.0.1:2379', ...files, ...who, ...args], { env: { ETCDCTL_API: version } })
}
