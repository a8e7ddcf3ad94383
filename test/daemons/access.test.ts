import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, readFileSync, writeFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Answer, ask } from '../../src/access/ask.js'
import { decidingHop, needsOf } from '../../src/access/passage.js'
import { parseTarget } from '../../src/access/target.js'
import { parseAddress } from '../../src/syntax/address.js'
import type { Compiled } from '../compile.js'
import { databaseNames, inventoryOf, password, poolLine, serverLine, userNames } from './access.js'
import { hasPgbouncer } from './pgbouncer.js'
import { hasPostgres, PostgresServer, Sandbox } from './postgres.js'
import { type Attempt, type Login, login } from './wire.js'

const port = 5447
const poolPort = 6447
const host = '10.10.10.11'

interface Asked {
  readonly user: string
  readonly database: string
  readonly replication: boolean
  /** Undefined for the socket. */
  readonly from: string | undefined
  readonly tls: boolean
}

const asked: fc.Arbitrary<Asked> = fc
  .record({
    user: fc.constantFrom(...userNames),
    database: fc.constantFrom(...databaseNames, 'shop', 'shop', 'staff'),
    replication: fc.constantFrom(false, false, false, false, false, true),
    from: fc.constantFrom(undefined, '127.0.0.1', '127.0.1.5', '127.0.1.6', '127.0.2.9', '127.0.3.7', '127.9.9.9', '::1'),
    tls: fc.boolean(),
  })
  .map((one) => ({ ...one, tls: one.tls && one.from !== undefined }))

/** Of the pool: mostly those whom it knows. */
const askedOfPool = fc
  .record({
    one: asked,
    user: fc.constantFrom('ann', 'bob', 'cleo', 'eve', 'hal', 'ida', 'shop', 'dbuser_dba', ...userNames),
    database: fc.constantFrom('shop', 'staff', 'full', 'closed', 'shop', 'postgres'),
  })
  .map(({ one, user, database }): Asked => ({ ...one, user, database, replication: false }))

const stranger: Asked = { user: 'nobody-at-all', database: 'shop', replication: false, from: '127.0.0.1', tls: false }

/** The attempt of a client that knows the password and is the OS user of the tests. */
const attemptOf = ({ user, database, replication, from, tls }: Asked, at: number, directory: string, query: boolean): Attempt => ({
  user,
  database,
  replication,
  password,
  port: at,
  tls,
  query,
  ...(from === undefined ? { to: { directory } } : { to: { host: from === '::1' ? '::1' : '127.0.0.1' }, from }),
})

/** What the model says of the server or the pool itself. */
function answerOf({ model }: Compiled, { from, tls, ...who }: Asked, at: number): Answer['cases'][number]['passage'] {
  const address = from === undefined ? undefined : parseAddress(from)
  const to = parseTarget(`pg-test-1:${at}`)
  if (model === undefined || to === undefined) throw new Error('no model')
  const [answer, ...others] = ask(model, { ...who, to, ...(address === undefined ? {} : { from: address, tls }) })
  const [one, ...more] = answer?.cases ?? []
  if (one === undefined || others.length > 0 || more.length > 0) throw new Error('not one answer')
  return one.passage
}

/** Whether this client has what is needed: the password, no certificate, and its own OS user. */
const has = (passage: ReturnType<typeof answerOf>, { user }: Asked): boolean =>
  needsOf(passage).every((need) => need === 'password' || (need === 'os-user' && user === userInfo().username))

/** In the order of the attempts; a few at a time, but those over the socket one after the other, since the log tells them apart by order only. */
async function attempts(list: readonly Attempt[]): Promise<readonly Login[]> {
  const found: Login[] = []
  const queues = [
    list.flatMap((one, index) => ('directory' in one.to ? [index] : [])),
    ...[0, 1, 2].map((rest) => list.flatMap((one, index) => ('host' in one.to && index % 3 === rest ? [index] : []))),
  ]
  await Promise.all(
    queues.map(async (queue) => {
      for (const index of queue) {
        const attempt = list[index]
        if (attempt !== undefined) found[index] = await login(attempt)
      }
    }),
  )
  return found
}

describe.skipIf(!hasPostgres)('who may connect', () => {
  let sandbox: Sandbox
  let server: PostgresServer
  let counted = 0
  const compared = { server: 0, rules: 0, pool: 0, poolRules: 0 }

  const log = (): string => readFileSync(join(sandbox.directory, `log-${port}`), 'utf8')
  const owned = (name: string, text: string, mode = 0o644): void => {
    const path = join(sandbox.directory, name)
    writeFileSync(path, text, { mode })
    chmodSync(path, mode)
    const [uid, gid] = ['-u', '-g'].map((flag) => Number(sandbox.run('id', [flag]).stdout))
    if (userInfo().uid === 0) chownSync(path, uid ?? 0, gid ?? 0)
  }
  const until = async (holds: () => boolean): Promise<void> => {
    for (let waited = 0; !holds(); waited += 5) {
      if (waited > 20_000) throw new Error('waited for too long')
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  }

  beforeAll(() => {
    sandbox = new Sandbox()
    chmodSync(sandbox.directory, 0o711)
    const [key, cert] = [join(sandbox.directory, 'server.key'), join(sandbox.directory, 'server.crt')]
    sandbox.demand('openssl', [
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:prime256v1',
      '-nodes',
      '-subj',
      '/CN=server',
      '-keyout',
      key,
      '-out',
      cert,
    ])
    server = PostgresServer.create(sandbox, port, [
      "listen_addresses = '127.0.0.1, ::1'",
      'ssl = on',
      `ssl_key_file = '${key}'`,
      `ssl_cert_file = '${cert}'`,
      'log_connections = on',
      "log_line_prefix = '%p '",
      "password_encryption = 'scram-sha-256'",
      'max_connections = 50',
    ])
    const { files } = inventoryOf({ port, server: ['local all all trust'] })
    for (const file of files)
      if (file.host === host && /^\/pg\/(tmp\/.*\.sql|bin\/pg-(init|provision))$/.test(file.path)) {
        const text = file.text
          .replaceAll('/pg/tmp/', `${sandbox.directory}/`)
          .replace('/var/run/postgresql', sandbox.directory)
          .replace('$(id -un)', 'postgres')
        owned(file.path.replace(/^.*\//, ''), text)
      }
    for (const script of ['pg-init', 'pg-provision']) {
      const { status, stderr } = sandbox.run('bash', [join(sandbox.directory, script)])
      if (status !== 0) throw new Error(`${script}: ${stderr}`)
    }
  }, 120_000)

  afterAll(() => {
    server?.stop()
    sandbox?.remove()
  })

  /** Puts the emitted file in place and waits until the server has read it. */
  const install = async (compiled: Compiled): Promise<void> => {
    const before = log().length
    writeFileSync(join(sandbox.directory, `data-${port}`, 'pg_hba.conf'), compiled.file(host, '/pg/data/pg_hba.conf'))
    sandbox.demand('/usr/lib/postgresql/15/bin/pg_ctl', ['-D', join(sandbox.directory, `data-${port}`), 'reload', '-s'])
    await until(() => log().slice(before).includes('reloading configuration files'))
    expect(log().slice(before)).not.toMatch(/was not reloaded|invalid/)
  }

  /** The line of pg_hba.conf that the server says it took, by the attempt's index. */
  const linesTaken = (text: string, list: readonly Attempt[], logins: readonly Login[]): ReadonlyMap<number, number> => {
    // A port on the loopback interface may be taken again a second later.
    const places = new Map<string, string[]>()
    const sockets: string[] = []
    const lines = new Map<string, number>()
    for (const line of text.split('\n')) {
      const pid = /^(\d+) /.exec(line)?.[1] ?? ''
      const received = /connection received: host=(\S+)(?: port=(\d+))?/.exec(line)
      if (received?.[1] === '[local]') sockets.push(pid)
      else if (received !== null) {
        const place = `${received[1]} ${received[2]}`
        places.set(place, [...(places.get(place) ?? []), pid])
      }
      const taken = /pg_hba\.conf(?: line |:)(\d+)/.exec(line)?.[1]
      if (taken !== undefined) lines.set(pid, Number(taken))
    }
    const found = new Map<number, number>()
    let socket = 0
    list.forEach(({ from, to }, index) => {
      const pid = 'directory' in to ? sockets[socket++] : places.get(`${from} ${logins[index]?.localPort}`)?.shift()
      const line = pid === undefined ? undefined : lines.get(pid)
      if (line !== undefined) found.set(index, line)
    })
    return found
  }

  const sets = (count: number, methods: readonly string[], seed: number) =>
    fc.sample(fc.array(serverLine(methods), { minLength: 3, maxLength: 12 }), { numRuns: count, seed })

  test.each([
    ['lines that all ask for a password, so that the server logs which it took', 7, ['scram-sha-256', 'md5', 'password'], 11],
    ['lines of all methods', 8, ['scram-sha-256', 'md5', 'password', 'trust', 'reject', 'peer', 'trust'], 23],
  ] as const)(
    '%s',
    async (_, count, methods, seed) => {
      for (const [round, lines] of sets(count, methods, seed).entries()) {
        const compiled = inventoryOf({ port, server: lines })
        await install(compiled)
        const questions = fc.sample(asked, { numRuns: 160, seed: seed * 1000 + round })
        const list = questions.map((one) => attemptOf(one, port, sandbox.directory, false))
        const before = log().length
        const logins = await attempts(list)
        await until(
          () =>
            (
              log()
                .slice(before)
                .match(/connection received/g) ?? []
            ).length >= list.length,
        )
        const taken = linesTaken(log().slice(before), list, logins)
        questions.forEach((question, index) => {
          const passage = answerOf(compiled, question, port)
          const hop = decidingHop(passage)
          const result = logins[index]
          const story = `${JSON.stringify(question)}\n${compiled.file(host, '/pg/data/pg_hba.conf')}\nmodel: ${passage.verdict} by line ${hop?.rule?.line}, ${hop?.reasons}\nserver: ${JSON.stringify(result)} by line ${taken.get(index)}`
          counted++
          const line = taken.get(index)
          if (line !== undefined) {
            compared.rules++
            expect(hop?.rule?.line, story).toBe(line)
          }
          // Of these the inventory does not say all: that they exist, or with which password.
          if (passage.verdict === 'unknown') expect(['ghost', 'postgres'].includes(question.user) || question.database === 'nowhere', story).toBe(true)
          else expect(result?.admitted, story).toBe(passage.verdict === 'allowed' && has(passage, question))
          compared.server++
          if (passage.verdict === 'allowed' && hop?.method !== 'peer') expect(result?.asked, story).toBe(hop?.method)
          if (result?.error?.includes('rejects connection')) expect(hop?.rule?.method, story).toBe('reject')
          if (result?.error?.includes('no pg_hba.conf entry')) {
            compared.rules++
            expect(hop?.rule, story).toBe(undefined)
          }
        })
      }
    },
    300_000,
  )

  describe.skipIf(!hasPgbouncer)('through the pool', () => {
    const methods = ['trust', 'password', 'md5', 'scram-sha-256'] as const

    /** Runs PgBouncer with the emitted lists and rules; only places and ports are the test's. */
    const withPool = async <T>(compiled: Compiled, run: () => Promise<T>): Promise<T> => {
      const place = '/etc/pgbouncer'
      for (const name of ['userlist.txt', 'pgb_hba.conf', 'database.txt', 'useropts.txt'])
        owned(name, compiled.file(host, `${place}/${name}`).replaceAll('/var/run/postgresql', sandbox.directory))
      const text = compiled
        .file(host, `${place}/pgbouncer.ini`)
        .replaceAll(`${place}/`, `${sandbox.directory}/`)
        .replace(/^listen_addr = .*$/m, 'listen_addr = 127.0.0.1,::1')
        .replace(/^unix_socket_dir = .*$/m, `unix_socket_dir = ${sandbox.directory}`)
        .replace(/^pidfile = .*$/m, `pidfile = ${sandbox.directory}/pgbouncer.pid`)
        .replace(/^logfile = .*$/m, `logfile = ${sandbox.directory}/pgbouncer.log\nserver_login_retry = 1`)
        .replace(/^client_tls_key_file = .*$/m, `client_tls_key_file = ${sandbox.directory}/server.key`)
        .replace(/^client_tls_cert_file = .*$/m, `client_tls_cert_file = ${sandbox.directory}/server.crt`)
        .replace(/^client_tls_ca_file = .*$/m, `client_tls_ca_file = ${sandbox.directory}/server.crt`)
        // Not known to 1.18.
        .replace(/^max_prepared_statements = .*$/m, '')
      owned('pgbouncer.ini', text)
      sandbox.demand('/usr/sbin/pgbouncer', ['-d', join(sandbox.directory, 'pgbouncer.ini')])
      try {
        await until(() => spawnSync('test', ['-S', join(sandbox.directory, `.s.PGSQL.${poolPort}`)]).status === 0)
        return await run()
      } finally {
        const pid = readFileSync(join(sandbox.directory, 'pgbouncer.pid'), 'utf8').trim()
        process.kill(Number(pid), 'SIGKILL')
        sandbox.run('rm', ['-f', join(sandbox.directory, 'pgbouncer.pid'), join(sandbox.directory, `.s.PGSQL.${poolPort}`)])
      }
    }

    const more = (tls: string, query = false): string => `pgbouncer_port: ${poolPort}\npgbouncer_sslmode: ${tls}\npgbouncer_auth_query: ${query}\n`

    test.each([
      ['prefer', false, 31],
      ['disable', false, 32],
      ['require', false, 33],
      ['prefer', true, 34],
    ] as const)(
      'TLS %s, auth_query %s',
      async (tls, query, seed) => {
        const rules = fc.sample(fc.array(poolLine, { minLength: 3, maxLength: 8 }), { numRuns: 2, seed })
        for (const [round, lines] of rules.entries()) {
          const questions = fc.sample(askedOfPool, { numRuns: 60, seed: seed * 1000 + round })
          // The digits of a line's number are told by the methods that it has in turn.
          for (const digit of [0, 1, 2]) {
            const methodOf = (index: number): string =>
              digit === 2 && index % 5 === 4 ? 'reject' : (methods[Math.floor(index / 4 ** (digit % 2)) % 4] ?? 'trust')
            const pool = lines.map((line, index) => `${line} ${methodOf(index)}`)
            const compiled = inventoryOf({
              port,
              server: ['local all postgres trust', 'local shop,staff all scram-sha-256', 'local full,closed all trust', 'host all all all reject'],
              pool,
              more: more(tls, query),
            })
            await install(compiled)
            await withPool(compiled, async () => {
              // The first look-up in each database hangs in 1.18; later ones do not.
              if (query)
                await Promise.all(
                  ['shop', 'staff', 'closed', 'full'].map((database) =>
                    login({ ...attemptOf({ ...stranger, database }, poolPort, sandbox.directory, false), patience: 500 }),
                  ),
                )
              for (const question of questions) {
                const passage = answerOf(compiled, question, poolPort)
                const hop = decidingHop(passage)
                const result = await login(attemptOf(question, poolPort, sandbox.directory, true))
                const story = `${JSON.stringify(question)}\n${compiled.file(host, '/etc/pgbouncer/pgb_hba.conf')}\nmodel: ${passage.verdict} by ${hop?.daemon} line ${hop?.rule?.line}, ${hop?.reasons}\npool: ${JSON.stringify(result)}`
                counted++
                compared.pool++
                if (passage.verdict !== 'unknown') expect(result.admitted, story).toBe(passage.verdict === 'allowed' && has(passage, question))
                const first = passage.hops[0]
                if (result.error === 'login rejected') {
                  compared.poolRules++
                  expect(first?.rule === undefined || first.rule.method === 'reject', story).toBe(true)
                }
                // It says that nothing is asked only once it has a server.
                if (first?.verdict === 'allowed' && (first.method !== 'trust' || result.admitted)) {
                  compared.poolRules++
                  expect(result.asked, story).toBe(first.method)
                }
              }
            })
          }
        }
      },
      300_000,
    )
  })

  test('that were enough', () => {
    process.stdout.write(`logins: ${counted}, ${JSON.stringify(compared)}\n`)
    expect(counted).toBeGreaterThan(hasPgbouncer ? 3000 : 2000)
    expect(compared.rules).toBeGreaterThan(800)
    if (hasPgbouncer) expect(compared.poolRules).toBeGreaterThan(300)
  })
})
