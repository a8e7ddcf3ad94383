import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, expect, test, vi } from 'vitest'
import { run } from '../../src/cli/run.js'
import { compileText } from '../compile.js'

const folder = mkdtempSync(join(tmpdir(), 'pgcompile-secrets-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
afterEach(() => {
  vi.restoreAllMocks()
  process.exitCode = undefined
})

/** Credentials that reach their places by aliases, merge keys and expressions: alone, as a part, from variables whose names tell nothing. */
const inventory = (mark: (name: string) => string): string => `
all:
  vars:
    admin_ip: 10.0.0.1
    shared: &shared { pg_admin_password: ${mark('merged')}, haproxy_admin_password: ${mark('mergedtoo')} }
    <<: *shared
    first: &alias ${mark('alias')}
    pg_monitor_password: *alias
    stem: ${mark('stem')}
    pg_replication_password: "{{ stem }}-end"
    patroni_password: "{{ '${mark('literal')}' }}"
    nested: { deep: ${mark('nested')} }
    etcd_root_password: "{{ nested.deep | default('${mark('default')}') }}"
    app_secret: ${mark('named')}
    store: &store { type: s3, path: /pgbackrest, s3_bucket: b, s3_endpoint: e, s3_region: r, s3_key: ${mark('bucketkey')}, cipher_type: aes-256-cbc, retention_full: 2 }
  children:
    infra: { hosts: { 10.0.0.1: { infra_seq: 1 } } }
    etcd: { hosts: { 10.0.0.1: { etcd_seq: 1 } } }
    pg-shop:
      hosts:
        10.0.0.1: { pg_seq: 1, pg_role: primary }
        10.0.0.2: { pg_seq: 2, pg_role: replica }
      vars:
        pg_cluster: pg-shop
        pg_users:
          - &user { name: app, password: "{{ app_secret }}", pgbouncer: true }
          - { <<: *user, name: report, password: "{{ hostvars['10.0.0.1'].stem ~ 'x' }}" }
          - { <<: *user, name: batch }
        pg_databases: [{ name: shop, owner: app }]
        pg_hba_rules: [{ user: app, db: shop, addr: 10.0.0.0/8, auth: pwd }]
        pgbackrest_method: s3
        pgbackrest_repo: { s3: { <<: *store, s3_key_secret: "${mark('bucketsecret')}{{ '' }}", cipher_pass: "{{ stem }}" } }
`

const marks = new Map<string, string>()
/** Letters that stand in no other text, also the last ones alone. */
const mark = (name: string): string => {
  const text = `Qz${name}Xk7${String(marks.size).padStart(2, '0')}Wv`
  marks.set(name, text)
  return text
}
const path = join(folder, 'inventory.yml')
writeFileSync(path, inventory(mark))

/** What the command line prints, on both streams, and what it writes to `-o`. */
async function output(args: readonly string[]): Promise<string> {
  const said: string[] = []
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, 'write').mockImplementation((text) => {
      said.push(String(text))
      return true
    })
  await run(args)
  vi.restoreAllMocks()
  const file = args.indexOf('-o')
  return said.join('') + (file === -1 ? '' : readFileSync(args[file + 1] ?? '', 'utf8'))
}

const parameters = ['pg_admin_password', 'pg_replication_password', 'etcd_root_password', 'pg_users', 'pgbackrest_repo.s3.cipher_pass']

/** A line of a file that holds a credential. */
const lines = ['/etc/patroni/patroni.yml', '/etc/pgbackrest/pgbackrest.conf', '/etc/pgbouncer/userlist.txt'].map((file) => {
  const text = compileText(readFileSync(path, 'utf8')).file('10.0.0.1', file)
  return `10.0.0.1:${file}:${text.split('\n').findIndex((line) => line.includes('Xk7')) + 1}`
})

const questions: readonly (readonly string[])[] = [
  ['check', path],
  ['check', path, '--coverage'],
  ...['json', 'sarif', 'github'].map((format) => ['check', path, '--format', format]),
  ...['pg-shop', 'pg-shop-1', '10.0.0.2'].flatMap((name) => [
    ['describe', path, name],
    ['describe', path, name, '--json'],
  ]),
  ...parameters.flatMap((parameter) => [
    ['explain', path, 'pg-shop-1', parameter],
    ['explain', path, 'pg-shop-1', parameter, '--json'],
  ]),
  ...lines.flatMap((line) => [
    ['explain', path, line],
    ['explain', path, line, '--json'],
  ]),
  ...['svg', 'mermaid', 'dot', 'json'].map((format) => ['graph', path, '--format', format]),
  ...[[], ['--json']].flatMap((json) => [
    ['access', path, '--matrix', ...json],
    ['access', path, '--search', ...json],
    ['access', path, '--user', 'app', '--db', 'shop', '--from', '10.1.2.3', ...json],
    ['route', path, 'pg-shop:5433', ...json],
    ['whatif', path, ...json],
  ]),
  ['report', path, '-o', join(folder, 'report.html')],
]

test.each(questions.map((args) => [args.filter((word) => word !== path && !word.startsWith(folder)).join(' '), args] as const))(
  '%s shows no credential',
  { timeout: 60_000 },
  async (_, args) => {
    const text = await output(args)
    expect(process.exitCode).toBe(0)
    expect(text.length).toBeGreaterThan(100)
    expect([...marks].filter(([, secret]) => text.includes(secret.slice(-7, -2))).map(([name]) => name)).toEqual([])
  },
)
