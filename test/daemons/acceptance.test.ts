import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { readHaproxy } from '../../src/emit/read/haproxy.js'
import { readHosts } from '../../src/emit/read/hosts.js'
import { readYaml } from '../../src/emit/read/yaml.js'
import { resolved } from './answers.js'
import { deployments, distinct, filesOf } from './debian.js'
import { end, hasNamespaces } from './namespace.js'
import { programs } from './postgres.js'
import { stage } from './stage.js'
import { statistics } from './stats-socket.js'

const addresses = deployments.flatMap(({ files }) => files.map(({ host }) => host)).filter((host) => /^[0-9a-f.:]+$/.test(host))
/** Addresses that files name as their own where a host goes by a name. */
const others = filesOf('patroni/patroni.yml').flatMap(({ text }) => /^ {2}connect_address: "\[?([0-9a-f.:]+?)\]?:\d+"$/m.exec(text)?.slice(1) ?? [])

const has = (...programs: readonly string[]): boolean => hasNamespaces && programs.every((path) => existsSync(path))

describe.skipIf(!hasNamespaces)('files for Debian 12, given to who reads them', () => {
  const here = stage('acceptance', [...addresses, ...others])
  const { place } = here

  beforeAll(() => here.certify(['127.0.0.1', '::1', ...new Set([...addresses, ...others])]))

  /** What etcd asks of its clients, too, where it has an authority. */
  const tls = (dashes: string): string[] =>
    ['cacert', 'cert', 'key'].flatMap((name) => [`${dashes}${name}`, join(here.directory, name === 'key' ? 'tls.key' : 'tls.crt')])

  const withTls = (text: string): string =>
    text.replace(/\/[\w/.-]+\/(?:ca|server|infra)\.(crt|key)/g, (_, kind: string) => join(here.directory, kind === 'key' ? 'tls.key' : 'tls.crt'))

  test.skipIf(!has('/usr/bin/patroni'))('patroni --validate-config', () => {
    const files = distinct(filesOf('patroni/patroni.yml'), ({ text }) => text)
    const folder = place('patroni')
    files.forEach(({ text }, index) => {
      // Where an inventory says itself where its release is.
      writeFileSync(join(folder, `${index}.yml`), text.replace('/usr/pgsql-17/bin', programs))
    })
    // The command's own main function, for all files in one process; something answers where etcd would.
    const program = `
import contextlib, io, json, socket, sys
from patroni.__main__ import main
for family, every in ((socket.AF_INET, '0.0.0.0'), (socket.AF_INET6, '::')):
    listener = socket.socket(family)
    if family == socket.AF_INET6: listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
    listener.bind((every, 2379)); listener.listen(500)
    globals()[every] = listener
found = []
for path in json.load(sys.stdin):
    said, status = io.StringIO(), 0
    sys.argv = ['patroni', '--validate-config', path]
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        try: main()
        except SystemExit as end: status = end.code or 0
    found.append([str(status), said.getvalue()])
print(json.dumps(found))`
    const input = JSON.stringify(files.map((_, index) => join(folder, `${index}.yml`)))
    const answers: [string, string][] = JSON.parse(here.namespace.demand('/usr/bin/python3', ['-c', program], { input }))
    expect(files.flatMap(({ where }, index) => (answers[index]?.join() === '0,' ? [] : [[where, answers[index]]]))).toEqual([])
    console.log(`patroni: ${files.length} files`)
  })

  test.skipIf(!has('/usr/sbin/haproxy'))('HAProxy has no warning, and the servers that are meant', { timeout: 120_000 }, async () => {
    let [servers, hosts] = [0, 0]
    for (const { deployment, host, text, where } of filesOf('haproxy/haproxy.cfg')) {
      const folder = place('haproxy')
      const parts = deployment.files.filter((file) => file.host === host && dirname(file.path) === '/etc/haproxy/conf.d')
      rmSync(join(folder, 'conf.d'), { recursive: true, force: true })
      mkdirSync(join(folder, 'conf.d'))
      for (const part of parts) writeFileSync(join(folder, 'conf.d', basename(part.path)), withTls(part.text))
      // Of sockets and descriptors a test has fewer.
      writeFileSync(
        join(folder, 'haproxy.cfg'),
        withTls(text)
          .replaceAll('/var/run/', `${folder}/`)
          .replace(/^( *maxconn +)65535$/m, '$1 4000'),
      )
      const args = ['-f', join(folder, 'haproxy.cfg'), '-f', join(folder, 'conf.d')]
      const { status, stdout, stderr } = here.namespace.run('/usr/sbin/haproxy', ['-c', '-V', ...args])
      expect({ status, stderr }, where).toEqual({ status: 0, stderr: '' })
      expect(stdout, where).toBe('Configuration file is valid\n')

      const child = here.namespace.spawn('/usr/sbin/haproxy', ['-db', ...args], join(folder, 'log'))
      try {
        const socket = join(folder, 'haproxy.sock')
        const understood = statistics(here.namespace, child, socket)
          .filter(({ svname }) => svname !== 'FRONTEND' && svname !== 'BACKEND')
          .map(({ pxname, svname, addr, weight, bck }) => ({ pxname, svname, addr, weight, backup: bck === '1' }))
        const meant = parts.flatMap((part) =>
          readHaproxy(part.text).flatMap(({ head: [, pxname], lines: all }) => {
            const otherwise = all.find(([word]) => word === 'default-server') ?? []
            const weight = (words: readonly string[]): string | undefined => words[words.indexOf('weight') + 1]
            return all
              .filter(([word]) => word === 'server')
              .map((words) => ({
                pxname,
                svname: words[1],
                addr: words[2],
                weight: words.includes('weight') ? weight(words) : otherwise.includes('weight') ? weight(otherwise) : '1',
                backup: words.includes('backup'),
              }))
          }),
        )
        const said = readFileSync(join(folder, 'log'), 'utf8')
        expect(understood, `${where}: ${said}`).toEqual(meant)
        expect(
          said.split('\n').filter((line) => /ALERT|WARNING/.test(line) && !/is (DOWN|going DOWN)|has no server available/.test(line)),
          where,
        ).toEqual([])
        servers += understood.length
        hosts++
      } finally {
        await end(child)
        rmSync(join(folder, 'haproxy.sock'), { force: true })
      }
    }
    console.log(`haproxy: ${hosts} hosts, ${servers} servers`)
  })

  test.skipIf(!has('/usr/bin/vip-manager'))('vip-manager uses what is written', () => {
    const files = filesOf('vip-manager/vip-manager.yml')
    for (const { text, where } of files) {
      const path = join(place('vip'), 'vip-manager.yml')
      writeFileSync(path, text)
      // Ends by itself, since the certificates are not there.
      const { stderr, stdout } = here.namespace.run('/usr/bin/vip-manager', ['--config', path], { timeout: 2000, env: { VIP_INTERFACE: 'from-the-unit' } })
      const used = new Map(
        `${stdout}${stderr}`
          .split('\n')
          .flatMap((line) =>
            (/^\t(\S+) : (.*)$/.exec(line)?.slice(1) as [string, string] | undefined) ? [line.slice(1).split(' : ') as [string, string]] : [],
          ),
      )
      const written = readYaml(text) as Readonly<Record<string, unknown>>
      const { interface: _, 'etcd-password': password, ...rest } = written
      expect(password, where).toBeTypeOf('string')
      expect(used.get('interface'), where).toBe('from-the-unit')
      const shown = Object.entries(rest).map(([name, value]) => [name, Array.isArray(value) ? `[${value.join(' ')}]` : String(value)])
      expect(
        shown.map(([name = '']) => [name, used.get(name)]),
        where,
      ).toEqual(shown)
    }
    expect(files.length).toBeGreaterThan(10)
    console.log(`vip-manager: ${files.length} files`)
  })

  test.skipIf(!has('/usr/sbin/dnsmasq'))('dnsmasq answers every record', { timeout: 60_000 }, () => {
    let [answers, servers] = [0, 0]
    for (const { deployment, host, text, where } of filesOf('dnsmasq/dnsmasq.conf')) {
      const folder = place(`dns-${host.replaceAll(':', '-')}`)
      const records = deployment.files.filter((file) => file.host === host && dirname(file.path) === '/etc/dnsmasq.d/pigsty')
      mkdirSync(join(folder, 'pigsty'))
      for (const record of records) writeFileSync(join(folder, 'pigsty', basename(record.path)), record.text)
      // The loopback is common to all of them here.
      writeFileSync(join(folder, 'dnsmasq.conf'), text.replaceAll('/etc/dnsmasq.d', folder).replace('=127.0.0.1,', `=127.0.2.${++servers},`))
      const at = /^listen-address=127\.0\.0\.1,(.*)$/m.exec(text)?.[1] ?? ''
      const wanted = new Map<string, string[]>()
      for (const [address, names] of records.flatMap((record) => readHosts(record.text)))
        for (const name of names) wanted.set(name, [...(wanted.get(name) ?? []), address])
      here.namespace.demand('/usr/sbin/dnsmasq', ['--test', `--conf-file=${join(folder, 'dnsmasq.conf')}`])
      here.namespace.demand('/usr/sbin/dnsmasq', [`--conf-file=${join(folder, 'dnsmasq.conf')}`, `--pid-file=${join(folder, 'pid')}`])
      try {
        const found = resolved(here.namespace, at, [...wanted.keys()])
        const sorted = (all: Iterable<[string, string[]]>): [string, string[]][] => [...all].map(([name, list]) => [name, [...new Set(list)].sort()])
        expect(sorted(found), where).toEqual(sorted(wanted))
        answers += found.length
      } finally {
        process.kill(Number(readFileSync(join(folder, 'pid'), 'utf8')), 'SIGKILL')
      }
    }
    expect(answers).toBeGreaterThan(50)
    console.log(`dnsmasq: ${servers} servers, ${answers} names`)
  })

  test.skipIf(!has('/usr/bin/etcd', '/usr/bin/etcdctl'))('etcd forms the clusters that are meant', { timeout: 90_000 }, async () => {
    const members = filesOf('etcd/etcd.conf')
    for (const deployment of deployments) {
      const own = members.filter((member) => member.deployment === deployment)
      if (own.length === 0) continue
      const started = own.map(({ text, host }, index) => {
        const folder = place(`etcd-${host.replaceAll(':', '-')}`)
        const path = join(folder, 'etcd.conf')
        // Members have the loopback in common here.
        const alone = withTls(text).replace(/https:\/\/(127\.0\.0\.1|\[::1\]):(?=2379")/, `https://127.0.1.${index + 1}:`)
        writeFileSync(path, `${alone.replace(/^data-dir: .*$/m, `data-dir: "${join(folder, 'data')}"`)}logger: zap\n`)
        return { child: here.namespace.spawn('/usr/bin/etcd', ['--config-file', path], join(folder, 'log')), log: join(folder, 'log') }
      })
      try {
        const configs = own.map(({ text }) => readYaml(text) as Readonly<Record<string, string | number | boolean>>)
        const endpoints = configs.map((config) => `${config['advertise-client-urls']}`).join()
        const control = (...words: readonly string[]) =>
          here.namespace.run('/usr/bin/etcdctl', [`--endpoints=${endpoints}`, ...tls('--'), ...words], { env: { ETCDCTL_API: '3' } })
        let health = control('endpoint', 'health')
        for (let tries = 0; health.status !== 0 && tries < 5; tries++) {
          await new Promise((resolve) => setTimeout(resolve, 500))
          health = control('endpoint', 'health')
        }
        expect(
          { status: health.status },
          `${deployment.name}: ${health.stderr}${started.map(({ log }) => readFileSync(log, 'utf8').slice(-500)).join('\n')}`,
        ).toEqual({
          status: 0,
        })
        const list: { members: { name: string; peerURLs: string[]; clientURLs: string[] }[] } = JSON.parse(control('member', 'list', '-w', 'json').stdout)
        const byName = (a: { name: string }, b: { name: string }): number => (a.name < b.name ? -1 : 1)
        expect(list.members.map(({ name, peerURLs, clientURLs }) => ({ name, peerURLs, clientURLs })).sort(byName)).toEqual(
          configs
            .map((config) => ({
              name: `${config.name}`,
              peerURLs: [`${config['initial-advertise-peer-urls']}`],
              clientURLs: [`${config['advertise-client-urls']}`],
            }))
            .sort(byName),
        )
        own.forEach(({ where }, index) => {
          const config = configs[index] ?? {}
          const log = readFileSync(started[index]?.log ?? '', 'utf8')
          const understood: Readonly<Record<string, unknown>> = JSON.parse(log.split('\n').find((line) => line.includes('"starting an etcd server"')) ?? '{}')
          expect(understood, where).toMatchObject({
            'heartbeat-interval': `${Number(config['heartbeat-interval'])}ms`.replace(/^(\d+)000ms$/, '$1s'),
            'election-timeout': `${Number(config['election-timeout'])}ms`.replace(/^(\d+)000ms$/, '$1s'),
            'quota-backend-bytes': config['quota-backend-bytes'],
            'auto-compaction-mode': config['auto-compaction-mode'],
            'initial-cluster-token': config['initial-cluster-token'],
          })
          const page = (path: string, ...words: readonly string[]): string =>
            here.namespace.run('curl', ['-sS', ...tls('--'), '-o', '/dev/null', '-w', '%{http_code}', ...words, `${config['advertise-client-urls']}${path}`])
              .stdout
          expect(page('/v2/keys'), where).toBe(config['enable-v2'] === true ? '200' : '404')
          expect(page('/v3/maintenance/status', '-d', '{}'), where).toBe(config['enable-grpc-gateway'] === true ? '200' : '404')
        })
      } finally {
        await Promise.all(started.map(({ child }) => end(child)))
      }
    }
    console.log(`etcd: ${members.length} members`)
  })
})
