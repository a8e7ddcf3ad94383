import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readHba } from '../../src/emit/read/hba.js'
import { readYaml } from '../../src/emit/read/yaml.js'
import { type HbaToken, isHbaRecord } from '../../src/syntax/hba.js'
import { hasPgbouncer } from '../daemons/pgbouncer.js'
import { hasPostgres, PostgresServer, Sandbox } from '../daemons/postgres.js'
import { crowd } from './crowd.js'
import { outcomeOf } from './outcome.js'
import { askPython, hasPython } from './python.js'

const size = 300
const host = '10.8.0.11'
const port = 5451
const { verdict, said, file } = outcomeOf(crowd(size), Number(process.env.HOSTILE_SEED ?? 5))

/** The texts of the users, one item for each. An empty attribute says nothing. */
const users = said('pg_users', 'name').map((name, index) => ({
  name,
  password: said('pg_users', 'password')[index] ?? '',
  comment: said('pg_users', 'comment')[index] || `business user ${name}`,
  word: said('pg_users', 'app.word')[index] ?? '',
}))

const hex = (text: string): string => Buffer.from(text, 'utf8').toString('hex')

const attempts = `
import json, sys, psycopg2
given = json.load(sys.stdin)
refused = []
for name, password in given['accounts']:
    try:
        psycopg2.connect(host=given['host'], port=given['port'], dbname=given['database'], user=name, password=password).close()
    except psycopg2.Error as error:
        refused.append([name, password, str(error)])
print(json.dumps(refused))`

test('many of the texts are accepted', () => {
  expect(verdict.escapes).toEqual([])
  expect(verdict.accepted.size).toBeGreaterThan(size * 3)
})

describe.skipIf(!hasPostgres)('PostgreSQL', () => {
  let sandbox: Sandbox
  let server: PostgresServer
  const ask = (query: string, database = 'postgres'): string[] => server.psql(query, { database }).split('\n').slice(0, -1)
  const put = (path: string, text: string): void => writeFileSync(join(sandbox.directory, path), text, { mode: 0o644 })

  beforeAll(() => {
    sandbox = new Sandbox()
    server = PostgresServer.create(sandbox, port, ['max_connections = 600'])
  }, 120_000)
  afterAll(() => {
    server?.stop()
    sandbox?.remove()
  })

  test('reads every setting of postgresql.auto.conf', () => {
    const data = `data-${port}/postgresql.auto.conf`
    put(data, file(host, '/postgresql.auto.conf'))
    const found = ask(`SELECT name || ' ' || encode(convert_to(setting, 'UTF8'), 'hex') FROM pg_file_settings WHERE sourcefile LIKE '%auto.conf'`)
    put(data, '')
    const values = said('pg_parameters')
    const expected = said('pg_parameters', undefined, 'key').map((name, index) => `${name} ${hex(values[index] ?? '')}`)
    expect(found.sort()).toEqual(expect.arrayContaining(expected.filter((line) => line.startsWith('app.word_'))))
    expect(found.length).toBe(expected.length)
  })

  // psql leaves characters out that it takes for none: texts come as hexadecimal digits.
  test('reads every name in pg_hba.conf', () => {
    const data = `data-${port}/pg_hba.conf`
    put(data, file(host, '/pg_hba.conf'))
    const lines = ask(
      "SELECT encode(convert_to(json_build_array(database, user_name, error)::text, 'UTF8'), 'hex') FROM pg_hba_file_rules ORDER BY line_number",
    )
    put(data, 'local all postgres trust\nlocal all all scram-sha-256\n')
    ask('SELECT pg_reload_conf()')
    const rules = lines.map((line) => {
      const [databases, names, error]: [string[] | null, string[] | null, string | null] = JSON.parse(Buffer.from(line, 'hex').toString('utf8'))
      return { databases, names, error }
    })
    const ours = readHba(file(host, '/pg_hba.conf')).filter(isHbaRecord)
    expect(rules.length).toBe(ours.length)
    expect(rules.length).toBeGreaterThan(size)
    for (const [index, { databases, names, error }] of rules.entries()) {
      const wanted = ours[index]
      // This server has no certificate; a file of names is not there.
      if (wanted === undefined || /SSL is disabled|secondary authentication file/.test(error ?? '')) continue
      expect(error).toBeNull()
      expect(databases).toEqual(wanted.databases.map(spelled))
      expect(names).toEqual(wanted.users.map(spelled))
    }
    const names = rules.flatMap((rule) => rule.names ?? [])
    const databases = said('pg_hba_rules', 'db')
    const literal = said('pg_hba_rules', 'user').filter(
      (name, index) => name !== '' && name.trim() === name && !/[,"\t]|^[+@/$]/.test(name) && !databases[index]?.includes('@'),
    )
    expect(literal.length).toBeGreaterThan(size / 4)
    expect(names).toEqual(expect.arrayContaining(literal))
  })

  test('has what the scripts say about users and databases', { timeout: 300_000 }, () => {
    const scripts = verdict.files.filter(({ path }) => /\/pg-user-[^/]*\.sql$/.test(path)).map(({ text }) => text)
    server.psql([file(host, '/pg-init-roles.sql'), ...scripts, file(host, '/pg-db-shop.sql')].join('\n'))
    const comments = ask("SELECT rolname || ' ' || encode(convert_to(shobj_description(oid, 'pg_authid'), 'UTF8'), 'hex') FROM pg_roles")
    expect(comments).toEqual(expect.arrayContaining(users.map(({ name, comment }) => `${name} ${hex(comment)}`)))
    const settings = ask(
      "SELECT setrole::regrole || ' ' || encode(convert_to(substr(line, 10), 'UTF8'), 'hex') FROM pg_db_role_setting, unnest(setconfig) line WHERE line LIKE 'app.word=%'",
    ).map((line) => line.replace(/^"(.*)" /, '$1 '))
    const kept = users.filter(({ word }) => word !== '' && word.toUpperCase() !== 'DEFAULT')
    expect(settings).toEqual(expect.arrayContaining(kept.map(({ name, word }) => `${name} ${hex(word)}`)))
    const schemas = ask("SELECT encode(convert_to(nspname, 'UTF8'), 'hex') FROM pg_namespace", 'shop')
    expect(schemas).toEqual(expect.arrayContaining(said('schemas').map(hex)))
  })

  test.skipIf(!hasPython)('lets every user in with exactly its password', { timeout: 300_000 }, () => {
    const accounts = users.filter(isLoggedInByPassword).map(({ name, password }) => [name, password])
    expect(accounts.length).toBeGreaterThan(size / 2)
    expect(askPython(attempts, { host: sandbox.directory, port, database: 'postgres', accounts })).toEqual([])
    const others = accounts.slice(0, 20).map(([name = '', password = '']) => [name, `${password}x`])
    expect(askPython(attempts, { host: sandbox.directory, port, database: 'postgres', accounts: others })).toHaveLength(others.length)
  })

  test.skipIf(!hasPython || !hasPgbouncer)('PgBouncer lets every user of userlist.txt in with exactly its password', { timeout: 300_000 }, () => {
    put('pg_hba', 'local all all trust\n')
    put(`data-${port}/pg_hba.conf`, 'local all all trust\n')
    ask('SELECT pg_reload_conf()')
    put('userlist.txt', file(host, '/userlist.txt'))
    const { directory } = sandbox
    const ini = ['[databases]', `shop = host=${directory} port=${port}`, '[pgbouncer]', 'listen_addr =', `listen_port = ${port + 1}`]
    const own = [`unix_socket_dir = ${directory}`, `pidfile = ${directory}/pid`, `logfile = ${directory}/log`, 'auth_type = scram-sha-256']
    put('pool.ini', [...ini, ...own, `auth_file = ${directory}/userlist.txt`, 'max_client_conn = 1000', 'pool_mode = session', ''].join('\n'))
    sandbox.demand('/usr/sbin/pgbouncer', ['-d', join(directory, 'pool.ini')])
    try {
      const accounts = users.filter(isLoggedInByPassword).map(({ name, password }) => [name, password])
      expect(askPython(attempts, { host: directory, port: port + 1, database: 'shop', accounts })).toEqual([])
    } finally {
      sandbox.run('bash', ['-c', 'kill "$(cat pid)"'])
    }
  })
})

test.skipIf(!hasPython)('PyYAML reads every file as we do', () => {
  const files = verdict.files.filter(({ path }) => /\.ya?ml$/.test(path))
  expect(files.length).toBeGreaterThan(5)
  const program = 'import json, sys, yaml\nprint(json.dumps([yaml.safe_load(text) for text in json.load(sys.stdin)]))'
  expect(
    askPython(
      program,
      files.map(({ text }) => text),
    ),
  ).toEqual(JSON.parse(JSON.stringify(files.map(({ text }) => readYaml(text)))))
})

/** A verifier is no password, and without a password nobody gets in. */
function isLoggedInByPassword({ password }: { readonly password: string }): boolean {
  return password !== '' && !/^md5[0-9a-f]{32}$|^SCRAM-SHA-256\$/.test(password)
}

/** As pg_hba_file_rules shows it. */
function spelled(token: HbaToken): string {
  if ('group' in token) return `+${token.group}`
  if ('pattern' in token) return `/${token.pattern}`
  if ('file' in token) return `@${token.file}`
  return 'keyword' in token ? token.keyword : token.name
}
