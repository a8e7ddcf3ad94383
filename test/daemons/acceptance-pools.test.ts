import { chownSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { readPgbouncerIni } from '../../src/emit/read/pgbouncer-ini.js'
import { readPgbouncerOptions } from '../../src/emit/read/pgbouncer-options.js'
import { readUserlist } from '../../src/emit/read/userlist.js'
import { distinct, type Found, filesOf } from './debian.js'
import { end, hasNamespaces } from './namespace.js'
import { hasPgbouncer } from './pgbouncer.js'
import { stage } from './stage.js'

/** The files of each PgBouncer, by the name of the file. */
const pools = filesOf('pgbouncer/pgbouncer.ini').map((ini) => ({
  ini,
  files: new Map(
    ini.deployment.files
      .filter(({ host, path }) => host === ini.host && dirname(path) === dirname(ini.path))
      .map(({ path, text }) => [basename(path), text] as const),
  ),
}))

const kinds = distinct(pools, ({ files }) => JSON.stringify([...files]))

/** What the test puts elsewhere: not a matter of what the pool understands. */
const moved = new Set([
  'unix_socket_dir',
  'pidfile',
  'logfile',
  'auth_hba_file',
  'auth_file',
  'client_tls_cert_file',
  'client_tls_key_file',
  'client_tls_ca_file',
])

test('there is something to ask', () => {
  expect(kinds.length).toBeGreaterThan(15)
})

describe.skipIf(!hasPgbouncer || !hasNamespaces)('PgBouncer 1.18 with the files of every instance', () => {
  const user = 'postgres'
  const here = stage('pools', listenAddresses())

  beforeAll(() => {
    here.give(here.directory, user)
    here.certify([], user)
  })

  test('has every setting, database and user as it is written', { timeout: 120_000 }, async () => {
    const { directory, namespace } = here
    const counted = { settings: 0, databases: 0, users: 0, passwords: 0 }
    for (const { ini, files } of kinds) {
      for (const [name, text] of files) put(join(directory, name), adapt(text, ini))
      const child = namespace.spawn('/usr/sbin/pgbouncer', ['-q', join(directory, 'pgbouncer.ini')], join(directory, 'said'), user)
      try {
        namespace.demand('sh', ['-c', 'until ls "$0"/.s.PGSQL.*; do sleep 0.02; done 2>/dev/null', directory], { timeout: 10_000 })
        const said = readFileSync(join(directory, 'log'), 'utf8')
        expect(
          said.split('\n').filter((line) => / (WARNING|ERROR|FATAL) /.test(line)),
          ini.where,
        ).toEqual([])
        const settings = new Map(readPgbouncerIni(ini.text).flatMap(([section, lines]) => (section === 'pgbouncer' ? lines : [])))
        settings.delete('%include')
        const port = settings.get('listen_port') ?? ''
        const show = (what: string): Record<string, string>[] =>
          rowsOf(
            namespace.demand(
              'psql',
              ['-h', directory, '-p', port, '-U', user, '-d', 'pgbouncer', '-XqA', '-F', '\t', '-P', 'footer=off', '-c', `SHOW ${what}`],
              { user },
            ) ?? '',
          )

        const config = new Map(show('CONFIG').map(({ key = '', value = '' }) => [key, value]))
        const written = [...settings].filter(([name]) => !moved.has(name))
        expect(
          written.map(([name]) => [name, plain(config.get(name))]),
          ini.where,
        ).toEqual(written.map(([name, value]) => [name, plain(value)]))
        counted.settings += written.length

        const databases = new Map(show('DATABASES').map((row) => [row.name, row]))
        const lines = readPgbouncerOptions(files.get('database.txt') ?? '')
        expect([...databases.keys()].sort(), ini.where).toEqual([...lines.map(([name]) => name), 'pgbouncer'].filter((name) => name !== '*').sort())
        for (const [name, options] of lines) {
          if (name === '*') continue
          const row = databases.get(name) ?? {}
          const wanted = Object.fromEntries(options)
          expect(
            {
              host: row.host,
              port: row.port,
              database: row.database,
              pool_mode: row.pool_mode,
              user: row.force_user,
              size: row.pool_size,
              min: row.min_pool_size,
              reserve: row.reserve_pool,
              max: row.max_connections,
            },
            `${ini.where} ${name}`,
          ).toEqual({
            host: wanted.host,
            port: wanted.port,
            database: wanted.dbname ?? name,
            pool_mode: wanted.pool_mode ?? '',
            user: wanted.user ?? '',
            size: wanted.pool_size ?? config.get('default_pool_size'),
            min: wanted.min_pool_size ?? config.get('min_pool_size'),
            reserve: wanted.reserve_pool ?? config.get('reserve_pool_size'),
            max: wanted.max_db_connections ?? config.get('max_db_connections'),
          })
          counted.databases++
        }

        const users = new Map(show('USERS').map((row) => [row.name, row]))
        const options = readPgbouncerOptions(files.get('useropts.txt') ?? '')
        const passwords = readUserlist(files.get('userlist.txt') ?? '')
        expect([...users.keys()].sort(), ini.where).toEqual(
          [...new Set([...options, ...passwords].map(([name]) => name).concat(users.has('pgbouncer') ? ['pgbouncer'] : []))].sort(),
        )
        for (const [name, own] of options) {
          expect(users.get(name)?.pool_mode, `${ini.where} ${name}`).toBe(Object.fromEntries(own).pool_mode ?? '')
          counted.users++
        }
        counted.passwords += passwords.length
      } finally {
        await end(child)
        for (const name of readdirSync(directory).filter((one) => /^(pid|log|\.s\.PGSQL\..*)$/.test(one))) rmSync(join(directory, name))
      }
    }
    console.log(`PgBouncer: ${kinds.length} configurations, ${JSON.stringify(counted)}`)
  })

  const put = (path: string, text: string): void => {
    writeFileSync(path, text, { mode: 0o640 })
    const { uid, gid } = statSync(here.directory)
    chownSync(path, uid, gid)
  }

  const adapt = (text: string, ini: Found): string =>
    text
      .replaceAll(`${dirname(ini.path)}/`, `${here.directory}/`)
      .replace(/^(unix_socket_dir = ).*$/m, `$1${here.directory}`)
      .replace(/^(pidfile = ).*$/m, `$1${join(here.directory, 'pid')}`)
      .replace(/^(logfile = ).*$/m, `$1${join(here.directory, 'log')}`)
      .replace(/^(client_tls_(?:cert|ca)_file = ).*$/gm, `$1${join(here.directory, 'tls.crt')}`)
      .replace(/^(client_tls_key_file = ).*$/m, `$1${join(here.directory, 'tls.key')}`)
})

/** Addresses of their own that pools listen on. */
function listenAddresses(): string[] {
  return kinds
    .flatMap(({ ini }) => /^listen_addr = (.*)$/m.exec(ini.text)?.[1]?.split(/, */) ?? [])
    .filter((address) => !['0.0.0.0', '*', '127.0.0.1', '::1', '::'].includes(address))
}

/** Lists lose their blanks: the pool keeps them as they are written or not, and reads both alike. */
function plain(value: string | undefined): string | undefined {
  return value?.replaceAll(/, */g, ',')
}

function rowsOf(text: string): Record<string, string>[] {
  const [head = '', ...lines] = text.replace(/\n$/, '').split('\n')
  const names = head.split('\t')
  return lines.map((line) => Object.fromEntries(line.split('\t').map((value, index) => [names[index] ?? '', value])))
}
