import { execFileSync } from 'node:child_process'
import { chownSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { dnsName } from '../../src/model/dns.js'
import { endpoint, parseAddress } from '../../src/syntax/address.js'
import { resolved } from '../daemons/answers.js'
import { end, hasNamespaces } from '../daemons/namespace.js'
import { hasPgbouncer } from '../daemons/pgbouncer.js'
import { stage } from '../daemons/stage.js'
import { statistics } from '../daemons/stats-socket.js'
import { edgeAddress, front, frontAddress, statsPort } from './front.js'
import { outcomeOf } from './outcome.js'
import { addressOf } from './stores.js'

const size = 60
/** HAProxies that run with a page of statistics each. */
const balancers = 20
const infra = '10.8.0.1'
// HAProxy's own language is the user's: a word that it does not know is no matter of quoting.
const { verdict, said, file } = outcomeOf(front(size), Number(process.env.HOSTILE_SEED ?? 6), [
  ...['default', 'balance', 'selector'],
  ...['pgcompile_target', 'os_package', 'os_version'],
])
const numbers = Array.from({ length: size }, (_, index) => index)

test('many of the texts are accepted', () => {
  expect(verdict.escapes).toEqual([])
  expect(verdict.accepted.size).toBeGreaterThan(size * 4)
})

describe.skipIf(!hasNamespaces)('what clients meet', () => {
  const here = stage('front', [infra, frontAddress])
  const { place } = here

  describe.skipIf(!existsSync('/usr/sbin/haproxy'))('HAProxy', () => {
    const base = (host: string, folder: string): string =>
      file(host, '/haproxy.cfg')
        .replaceAll('/var/run/', `${folder}/`)
        .replace(/^( *maxconn +)65535$/m, '$1 4000')

    test('has the proxies and servers that were said, and asks for the path of each check', { timeout: 60_000 }, async () => {
      const folder = place('services')
      const parts = verdict.files.filter((one) => one.host === frontAddress && dirname(one.path) === '/etc/haproxy/conf.d')
      for (const part of parts) writeFileSync(join(place('services/conf.d'), basename(part.path)), part.text)
      writeFileSync(join(folder, 'haproxy.cfg'), base(frontAddress, folder))
      const args = ['-f', join(folder, 'haproxy.cfg'), '-f', join(folder, 'conf.d')]
      expect(here.namespace.run('/usr/sbin/haproxy', ['-c', ...args])).toMatchObject({ status: 0, stderr: '' })
      const patroni = here.namespace.spawn(process.execPath, ['-e', listening, frontAddress], join(folder, 'asked'))
      const child = here.namespace.spawn('/usr/sbin/haproxy', ['-db', ...args], join(folder, 'log'))
      try {
        const rows = statistics(here.namespace, child, join(folder, 'haproxy.sock'))
        const servers = rows.filter(({ svname = '' }) => !/^(FRONTEND|BACKEND)$/.test(svname))
        const addresses = said('servers', 'ip')
        const names = said('servers', 'name')
        const free = said('haproxy_services', 'name').filter((name) => !names.includes(name))
        const own = said('pg_services', 'name').map((name) => ({ proxy: `front-${name}`, server: 'front-1' }))
        expect(new Set(rows.map(({ pxname }) => pxname))).toEqual(expect.objectContaining(new Set([...free, ...own.map(({ proxy }) => proxy)])))
        expect(servers.map(({ pxname, svname }) => ({ proxy: pxname, server: svname }))).toEqual(expect.arrayContaining(own))
        expect(servers.filter(({ svname = '' }) => names.includes(svname))).toHaveLength(names.length)
        numbers.forEach((index) => {
          const [name, text] = [names[2 * index] ?? '', addresses[2 * index] ?? '']
          const literal = parseAddress(text)
          // A name that nobody can resolve has no address yet.
          if (literal !== undefined) expect(servers.find(({ svname }) => svname === name)?.addr, text).toBe(endpoint(literal, 9000))
        })
        const wanted = said('pg_services', 'check').map((path) => `OPTIONS ${path || '/'} HTTP/1.0`)
        const asked = (): Set<string> =>
          new Set(
            readFileSync(join(folder, 'asked'), 'utf8')
              .split('\n')
              .flatMap((line) => (line === '' ? [] : [String(JSON.parse(line))])),
          )
        const missing = (): string[] => {
          const all = asked()
          return wanted.filter((line) => !all.has(line))
        }
        for (let tries = 0; missing().length > 0 && tries < 50; tries++) await pause()
        expect(missing()).toEqual([])
      } finally {
        await Promise.all([end(child), end(patroni)])
      }
    })

    test('knows each node by its name, lets its administrator in with exactly the password, and has its metrics where they were said to be', {
      timeout: 60_000,
    }, async () => {
      const [users, passwords, paths] = ['haproxy_admin_username', 'haproxy_admin_password', 'exporter_metrics_path'].map((name) => said('edge', name))
      const nodes = numbers.slice(0, balancers).map((index) => {
        const folder = place(`edge-${index}`)
        const path = join(folder, 'haproxy.cfg')
        writeFileSync(path, base(edgeAddress(index), folder))
        expect(here.namespace.run('/usr/sbin/haproxy', ['-c', '-f', path])).toMatchObject({ status: 0, stderr: '' })
        return { folder, child: here.namespace.spawn('/usr/sbin/haproxy', ['-db', '-f', path], join(folder, 'log')) }
      })
      try {
        const names = said('edge', 'nodename')
        const asked = nodes.map(({ folder }, index) => ({
          socket: join(folder, 'haproxy.sock'),
          port: statsPort(index),
          page: `/haproxy/${names[index]}/`,
          metrics: paths?.[index],
          user: users?.[index] || 'admin',
          password: passwords?.[index] || 'pigsty',
        }))
        const found = JSON.parse(here.namespace.demand('/usr/bin/python3', ['-c', visiting], { input: JSON.stringify(asked) }))
        expect(found).toEqual(asked.map((_, index) => ({ node: names[index], page: 200, wrong: 401, metrics: 200 })))
      } finally {
        await Promise.all(nodes.map(({ child }) => end(child)))
      }
    })
  })

  test.skipIf(!existsSync('/usr/sbin/dnsmasq'))('dnsmasq answers each name with its addresses', { timeout: 60_000 }, () => {
    const folder = place('dns')
    const records = verdict.files.filter((one) => one.host === infra && dirname(one.path) === '/etc/dnsmasq.d/pigsty')
    for (const record of records) writeFileSync(join(place('dns/pigsty'), basename(record.path)), record.text)
    const path = join(folder, 'dnsmasq.conf')
    writeFileSync(path, file(infra, '/dnsmasq.conf').replaceAll('/etc/dnsmasq.d', folder))
    here.namespace.demand('/usr/sbin/dnsmasq', ['--test', `--conf-file=${path}`])
    here.namespace.demand('/usr/sbin/dnsmasq', [`--conf-file=${path}`, `--pid-file=${join(folder, 'pid')}`])
    try {
      const wanted = new Map<string, Set<string>>()
      const add = (name: string, address: string): unknown => wanted.set(name, (wanted.get(name) ?? new Set()).add(address))
      for (const record of said('dns_records')) {
        const [address = '', ...names] =
          record
            .split('#')[0]
            ?.trim()
            .split(/[ \t]+/) ?? []
        for (const name of names) add(name, address)
      }
      const suffixes = said('vars', 'pg_dns_suffix')
      // The first cluster is the one with many services.
      said('vars', 'pg_cluster')
        .slice(1)
        .forEach((cluster, index) => {
          add(dnsName(cluster, suffixes[index] ?? ''), addressOf(index))
        })
      const found = resolved(here.namespace, infra, [...wanted.keys()])
      expect(found.map(([name, list]) => [name, [...list].sort()])).toEqual([...wanted].map(([name, list]) => [name, [...list].sort()]))
    } finally {
      process.kill(Number(readFileSync(join(folder, 'pid'), 'utf8')), 'SIGKILL')
    }
  })

  test.skipIf(!hasPgbouncer)('PgBouncer shows the databases, users and settings that were said', { timeout: 60_000 }, async () => {
    const folder = place('pool')
    const { uid, gid } = ownerOf('postgres')
    chownSync(folder, uid, gid)
    for (const name of ['pgbouncer.ini', 'database.txt', 'useropts.txt', 'userlist.txt', 'pgb_hba.conf']) {
      const text = file(frontAddress, `/pgbouncer/${name}`)
      const path = join(folder, name)
      writeFileSync(path, name === 'pgbouncer.ini' ? moved(text, folder) : text)
      chownSync(path, uid, gid)
    }
    const child = here.namespace.spawn('/usr/sbin/pgbouncer', [join(folder, 'pgbouncer.ini')], join(folder, 'said'), 'postgres')
    try {
      for (let tries = 0; child.exitCode === null && !existsSync(join(folder, '.s.PGSQL.6432')) && tries < 50; tries++) await pause()
      expect(child.exitCode, readFileSync(join(folder, 'said'), 'utf8')).toBeNull()
      const show = (what: string): string[][] =>
        JSON.parse(here.namespace.demand('/usr/bin/python3', ['-c', asking, folder, '6432', what], { user: 'postgres' }))
      const users = said('pg_users', 'name')
      const modes = said('pg_users', 'pool_mode')
      const config = new Map(show('SHOW CONFIG').map(([key = '', value = '']) => [key, value]))
      expect(config.get('ignore_startup_parameters')).toBe(said('pgbouncer_ignore_param').join(', '))
      const databases = show('SHOW DATABASES')
      expect(databases.map(([name]) => name)).toEqual(expect.arrayContaining(said('pg_databases', 'name')))
      const shown = show('SHOW USERS')
      expect(shown).toEqual(expect.arrayContaining(users.map((name, index) => [name, modes[index] ?? ''])))
      expect(
        readFileSync(join(folder, 'log'), 'utf8')
          .split('\n')
          .filter((line) => / (WARNING|ERROR|FATAL) /.test(line)),
      ).toEqual([])
    } finally {
      await end(child)
    }
  })
})

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 100))

function ownerOf(user: string): { uid: number; gid: number } {
  const [uid = 0, gid = 0] = ['-u', '-g'].map((flag) => Number(execFileSync('id', [flag, user], { encoding: 'utf8' })))
  return { uid, gid }
}

/** What a test puts elsewhere; there is no certificate. */
function moved(text: string, folder: string): string {
  return text
    .replaceAll('/etc/pgbouncer/', `${folder}/`)
    .replace(/^(unix_socket_dir = ).*$/m, `$1${folder}`)
    .replace(/^(pidfile = ).*$/m, `$1${folder}/pid`)
    .replace(/^(logfile = ).*$/m, `$1${folder}/log`)
    .replace(/^client_tls_\w+ = .*\n/gm, '')
}

const asking = `
import json, sys, psycopg2
console = psycopg2.connect(host=sys.argv[1], port=sys.argv[2], user='postgres', dbname='pgbouncer')
console.autocommit = True
cursor = console.cursor()
cursor.execute(sys.argv[3])
print(json.dumps([[str(value if value is not None else '') for value in row] for row in cursor.fetchall()]))`

/** Asks the socket of each HAProxy for the name of its node, and its port for the page of statistics and the metrics. */
const visiting = `
import base64, json, socket, sys, time
def talk(make, text):
    for _ in range(100):
        client, at = make()
        try: client.connect(at)
        except OSError:
            time.sleep(0.02)
            continue
        client.sendall(text)
        pieces = []
        while True:
            piece = client.recv(65536)
            if not piece: return b''.join(pieces).decode()
            pieces.append(piece)
    return ''
found = []
for node in json.load(sys.stdin):
    info = talk(lambda: (socket.socket(socket.AF_UNIX), node['socket']), b'show info\\n')
    def get(path, user=None, password=None):
        head = ['GET %s HTTP/1.0' % path]
        if user is not None: head.append('Authorization: Basic ' + base64.b64encode(('%s:%s' % (user, password)).encode()).decode())
        answer = talk(lambda: (socket.socket(), ('127.0.0.1', node['port'])), ('\\r\\n'.join(head) + '\\r\\n\\r\\n').encode())
        return int(answer.split(' ')[1])
    found.append({
        'node': next((line[6:] for line in info.split('\\n') if line.startswith('node: ')), None),
        'page': get(node['page'], node['user'], node['password']),
        'wrong': get(node['page'], node['user'], node['password'] + 'x'),
        'metrics': get(node['metrics']),
    })
print(json.dumps(found))`

/** A Patroni that is not there yet: notes the first line of each request as JSON. */
const listening = `
require('node:net').createServer((socket) => {
  socket.on('error', () => {})
  socket.once('data', (data) => {
    console.log(JSON.stringify(data.toString().split('\\r\\n')[0]))
    socket.end('HTTP/1.0 503 Service Unavailable\\r\\n\\r\\n')
  })
}).listen(8008, process.argv[1])`
