import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { build, pgcompile } from './run.js'

const trio = resolve('fixtures/deployments/trio.yml')
let cwd = ''

beforeAll(() => {
  build()
  cwd = mkdtempSync(join(tmpdir(), 'pgcompile-'))
}, 120_000)
afterAll(() => rmSync(cwd, { recursive: true, force: true }))

const access = (...args: string[]) => pgcompile(['access', trio, ...args], { cwd })

test('a question is answered with the rules that decide, as text and as JSON, without a password', () => {
  const text = access('--user', 'shop_app', '--db', 'shop', '--from', '203.0.113.9', '--to', 'shop:5433')
  expect(text.status).toBe(0)
  expect(text.stdout).toMatch(/^allowed through shop-primary:5433 at 10.42.0.11, 10.42.0.12, 10.42.0.13, with or without TLS$/m)
  expect(text.stdout).toMatch(/^ {4}\/etc\/pgbouncer\/pgb_hba.conf:\d+ {2}pgb_default_hba_rules\[6\] \(everybody inside the intranet\), built in$/m)
  const { stdout } = access('--user', 'shop_etl', '--db', 'shop', '--from', '198.51.100.1', '--ssl', '--to', 'shop-1:5432', '--json')
  const [answer] = JSON.parse(stdout).answers
  expect(answer).toMatchObject({
    transport: 'tls',
    verdict: 'unknown',
    cases: [{ hops: [{ rule: { file: '/pg/data/pg_hba.conf', inventory: { file: trio } } }] }],
  })
  expect(`${text.stdout}${stdout}`).not.toMatch(/Crane-Basket-77|SCRAM-SHA-256\$/)
})

test('searches and tables', () => {
  expect(access('--search', '--superuser', '--db', 'shop', '--from', 'outside').stdout).toMatch(
    /^dbuser_dba -> shop of shop\n {2}from anywhere but 10\.0\.0\.0\/8, /,
  )
  expect(JSON.parse(access('--search', '--user', 'shop_app', '--db', 'shop', '--json').stdout).found[0].ways[0].witness.door).toBe('shop-1:5432')
  expect(access('--matrix').stdout).toMatch(/^ {2}user +database +socket +loopback +intranet +outside/m)
  expect(access('--matrix', '--csv').stdout).toMatch(/^shop,shop_app,shop,intranet,pool,yes$|^shop,shop_app,shop,intranet,pool,part$/m)
  expect(JSON.parse(access('--matrix', '--json').stdout).clusters[0].cluster).toBe('shop')
})

test('expectations fail the command, and a check', () => {
  writeFileSync(join(cwd, 'good.yml'), '- shop_app may reach shop from 10.42.3.4\n')
  writeFileSync(join(cwd, 'bad.yml'), '- nobody reaches shop from outside\n')
  expect(access('--expect', 'good.yml')).toMatchObject({ status: 0, stdout: 'every expectation holds\n' })
  const bad = access('--expect', 'bad.yml')
  expect([bad.status, bad.stderr]).toEqual([1, expect.stringMatching(/^bad.yml:1:3: error\[expectation-failed\]: \S+ can reach shop/)])
  expect(pgcompile(['check', trio, '--expect', 'bad.yml'], { cwd }).status).toBe(1)
  expect(pgcompile(['check', trio, '--expect', 'good.yml'], { cwd }).status).toBe(0)
  const covered = pgcompile(['check', trio, '--coverage', '--expect', 'bad.yml'], { cwd })
  expect([covered.status, covered.stderr]).toEqual([1, expect.stringContaining('error[expectation-failed]')])
  expect(covered.stdout).not.toContain('The inventory has errors')
})

test.each([
  [['--user', 'shop_app'], 'access wants --user, --db and --from'],
  [['--user', 'a', '--db', 'b', '--from', '10.0.0.0/8'], 'is more than one address: name one, or add --search'],
  [['--user', 'a', '--db', 'b', '--from', 'mars'], '--from mars is no place'],
  [['--user', 'a', '--db', 'b', '--from', '10.0.0.1', '--to', 'shop-9:5432'], 'no door shop-9; did you mean shop'],
  [['--matrix', '--cluster', 'shap'], 'no cluster shap; did you mean shop?'],
])('%j', (args, message) => {
  const { status, stderr } = access(...args)
  expect([status, stderr]).toEqual([1, expect.stringContaining(message)])
})
