import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { Namespace } from './namespace.js'

/** Where the daemons of a block of tests run: a namespace, and a directory that everybody may look into. Both are there once the first test begins. */
export interface Stage {
  readonly directory: string
  readonly namespace: Namespace
  /** A folder of this name below the directory, made where it is not there. */
  place(name: string): string
  /** Gives a folder, which is made where it is not there, to a user. */
  give(path: string, user: string): void
  /** Makes tls.crt and tls.key in the directory, which a user owns; the certificate is its own authority, and for these addresses. */
  certify(addresses: readonly string[], user?: string): void
}

/** Makes a stage before the tests of a block, and removes it after them. */
export function stage(name: string, addresses: readonly string[]): Stage {
  let directory = ''
  let namespace: Namespace | undefined
  const opened = (): Namespace => {
    if (namespace === undefined) throw new Error('no network namespace')
    return namespace
  }

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), `pgcompile-${name}-`))
    chmodSync(directory, 0o755)
    namespace = await Namespace.open(addresses)
    opened()
  }, 60_000)

  afterAll(() => {
    namespace?.close()
    if (directory !== '') rmSync(directory, { recursive: true, force: true })
  })

  return {
    get directory() {
      return directory
    },
    get namespace() {
      return opened()
    },
    place: (folder) => {
      const path = join(directory, folder)
      mkdirSync(path, { recursive: true })
      return path
    },
    give: (path, user) => {
      const [uid = 0, gid = 0] = ['-u', '-g'].map((flag) => Number(spawnSync('id', [flag, user], { encoding: 'utf8' }).stdout))
      mkdirSync(path, { recursive: true })
      chownSync(path, uid, gid)
    },
    certify: (names, user = 'root') => {
      const kind = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-subj', '/CN=server']
      const extension = names.length === 0 ? [] : ['-addext', `subjectAltName=${names.map((address) => `IP:${address}`).join()}`]
      opened().demand('openssl', ['req', ...kind, ...extension, '-keyout', join(directory, 'tls.key'), '-out', join(directory, 'tls.crt')], { user })
    },
  }
}
