import { describe, expect, test } from 'vitest'
import type { FormatId } from '../../src/artifacts/artifact.js'
import { compareFacts } from '../../src/diff/facts/compare.js'
import { readFacts } from '../../src/diff/facts/read-facts.js'
import { Veil } from '../../src/diff/veil.js'

/** The changes from one text to another as `kind key: before -> after`. */
function changes(format: FormatId, before: string, after: string, secret = false): string[] {
  const veil = new Veil(['Harbour-Vault-35'])
  const [was, is] = [readFacts(format, before, veil, secret), readFacts(format, after, veil, secret)]
  if (was === undefined || is === undefined) throw new Error(`not ${format}`)
  return compareFacts(was, is).map(({ kind, key, before: old, after: now, secret: hidden }) =>
    hidden
      ? `${kind} ${key} hidden${old === undefined && now === undefined ? '' : ' NOT'}`
      : `${kind} ${key}: ${JSON.stringify(old)} -> ${JSON.stringify(now)}`,
  )
}

describe('what differs between two texts of one format', () => {
  test('YAML: keys by their path, whatever their order, quotes and comments', () => {
    expect(changes('yaml', 'a: 1\nb: { c: "x", d: [p, q] }\n', '# new\nb:\n  d: ["p", q]\n  c: x\na: 0x1\n')).toEqual([])
    expect(changes('yaml', 'a: 1\nb: { c: x }\ng: 1\n', 'a: 2\nb: { c: x, e: { f: 1 } }\n')).toEqual([
      'changed a: 1 -> 2',
      'added b.e: undefined -> {"f":1}',
      'removed g: 1 -> undefined',
    ])
    expect(changes('yaml', 'a: 2001-01-01\nb: !!set { x, y }\n', 'a: 2001-01-02\nb: !!set { x, z }\n')).toHaveLength(3)
    expect(changes('yaml', 'a: 1\n', 'a: "1"\n')).toEqual(['changed a: 1 -> "1"'])
  })

  test('YAML: items of lists by what names them; their order counts where it may mean something', () => {
    expect(changes('yaml', 'jobs: [{ job_name: a, x: 1 }, { job_name: b }]\n', 'jobs: [{ job_name: a, x: 2 }, { job_name: b }, { job_name: c }]\n')).toEqual([
      'changed jobs.a.x: 1 -> 2',
      'added jobs.c: undefined -> {"job_name":"c"}',
    ])
    expect(changes('yaml', 'steps: [a, b]\n', 'steps: [b, a]\n')).toEqual(['changed steps.(order): ["a","b"] -> ["b","a"]'])
    expect(
      changes(
        'yaml',
        '- { labels: { ins: x }, targets: [a, b] }\n- { labels: { ins: y }, targets: [c] }\n',
        '- { labels: { ins: y }, targets: [c] }\n- { labels: { ins: x }, targets: [b, a] }\n',
      ),
    ).toEqual([])
    expect(changes('yaml', 'initdb: [data-checksums, { encoding: UTF8 }]\n', 'initdb: [data-checksums, { encoding: LATIN1 }]\n')).toEqual([
      'changed initdb.encoding: "UTF8" -> "LATIN1"',
    ])
  })

  test('credentials: by name, by look, and by what the inventory has', () => {
    expect(changes('yaml', 'etcd3: { password: a }\n', 'etcd3: { password: b }\n')).toEqual(['changed etcd3.password hidden'])
    expect(changes('yaml', 'x: old\n', 'x: my Harbour-Vault-35\n')).toEqual(['changed x hidden'])
    expect(changes('env', 'URL=postgres://u:p@h/d\n', 'URL=postgres://u:q@h/d\n')).toEqual(['changed URL hidden'])
    expect(changes('userlist', '"a" "x"\n"b" "y"\n', '"b" "z"\n')).toEqual(['changed b hidden', 'removed a hidden'])
    expect(changes('pgpass', 'h:5432:*:u:one\n', 'h:5432:*:u:two\n')).toEqual(['changed h:5432:*:u hidden'])
    expect(changes('text', 'one\n', 'two\n', true)).toEqual(['changed value hidden'])
    expect(changes('pgbackrest', '[global]\nrepo1-s3-key=a\nrepo1-cipher-pass=a\n', '[global]\nrepo1-s3-key=b\nrepo1-cipher-pass=b\n')).toEqual([
      'changed global.repo1-s3-key hidden',
      'changed global.repo1-cipher-pass hidden',
    ])
    expect(changes('sql', `ALTER ROLE "x" PASSWORD 'a';`, `ALTER ROLE "x" PASSWORD 'b';`)).toEqual(['changed ALTER ROLE "x" PASSWORD hidden'])
    expect(changes('haproxy', 'userlist u\n  user a insecure-password one\n', 'userlist u\n  user a insecure-password two\n')).toEqual([
      'changed userlist u: user a hidden',
    ])
    // A section that comes as a whole shows the rest of it.
    expect(changes('yaml', 'a: 1\n', 'a: 1\nauth: { user: u, password: p }\n')).toEqual(['added auth: undefined -> {"user":"u","password":"●●●●"}'])
  })

  test('HBA: rules by whom they are for, in their order', () => {
    const rules = ['host all all 10.0.0.0/8 md5', 'local all all peer', 'hostssl shop +team all cert']
    expect(changes('hba', `${rules.join('\n')}\n`, `# x\n${rules.join('\n').replace(/ /g, '   ')}\n`)).toEqual([])
    expect(changes('hba', rules.join('\n'), rules.join('\n').replace('md5', 'scram-sha-256'))).toEqual([
      'changed host all all 10.0.0.0/8: "md5" -> "scram-sha-256"',
    ])
    expect(changes('hba', rules.join('\n'), [...rules].reverse().join('\n'))[0]).toContain('changed (order)')
    // A rule that comes again is another one.
    expect(changes('hba', `${rules[1]}\n`, `${rules[1]}\n${rules[1]}\n`)).toEqual(['added local all all#2: undefined -> "peer"'])
  })

  test('HAProxy: servers and their options by name, in any order; rules in theirs', () => {
    const text =
      'listen a\n  bind *:5433\n  server x 10.0.0.1:5432 check port 8008 weight 100\n  server y 10.0.0.2:5432 check port 8008\n  http-check connect\n  http-check expect status 200\n'
    expect(changes('haproxy', text, text.replace(/( {2}server x.*\n)( {2}server y.*\n)/, '$2$1'))).toEqual([])
    expect(changes('haproxy', text, text.replace('weight 100', 'weight 20 backup').replace('*:5433', '*:5533'))).toEqual([
      'added listen a: bind *:5533: undefined -> ""',
      'changed listen a: server x: weight: "100" -> "20"',
      'added listen a: server x: backup: undefined -> true',
      'removed listen a: bind *:5433: "" -> undefined',
    ])
    expect(changes('haproxy', text, text.replace(/( {2}http-check connect\n)(.*\n)/, '$2$1'))).toHaveLength(1)
  })

  test('settings, units, scripts, hosts, lines', () => {
    expect(changes('pgconf', "work_mem = '64MB'\nport = 1\n", 'port=1\nwork_mem = 64MB # x\nfsync = on\n')).toEqual(['added fsync: undefined -> "on"'])
    expect(changes('pgbouncer-ini', '[pgbouncer]\na = 1\n%include x\n', '[pgbouncer]\n%include x\na = 2\n')).toEqual(['changed pgbouncer.a: "1" -> "2"'])
    expect(changes('pgbouncer-options', 'a = port=1 pool_mode=session\n', 'a = pool_mode=session port=2\n')).toEqual(['changed a.port: "1" -> "2"'])
    expect(changes('unit', '[Service]\nExecStart=/bin/a "x"\nEnvironment=A=1\nEnvironment=B=1\n', '[Service]\nExecStart=/bin/a y\nEnvironment=A=1\n')).toEqual([
      'changed Service.ExecStart: "/bin/a x" -> "/bin/a y"',
      'changed Service.Environment: ["A=1","B=1"] -> "A=1"',
    ])
    expect(changes('script', '#!/bin/sh\nreadonly a=1\n# c\nrun "$a"\n', '#!/bin/sh\nreadonly a=2\nrun "$a" --twice\n')).toEqual([
      'changed a: "1" -> "2"',
      'changed script: "#!/bin/sh\\nrun \\"$a\\"" -> "#!/bin/sh\\nrun \\"$a\\" --twice"',
    ])
    expect(changes('hosts', '10.0.0.1 a b\n10.0.0.2 b\n', '10.0.0.3 a\n10.0.0.1 b\n10.0.0.2 b\n')).toEqual(['changed a: "10.0.0.1" -> "10.0.0.3"'])
    expect(changes('lines', '# c\n0 1 * * * x\n', '0 1 * * * x\n0 2 * * * y\n')).toEqual(['added 0 2 * * * y: undefined -> "0 2 * * * y"'])
    expect(changes('shell', 'export A=1\nset -u\n', 'export A=2\nset -u\n')).toEqual(['changed A: "1" -> "2"'])
    expect(changes('tmpfiles', 'd /run/x 0755 a a\n', 'd /run/x 0750 a a\n')).toEqual(['changed d /run/x: "0755 a a - -" -> "0750 a a - -"'])
  })

  test('a text that is not of its format has no facts', () => {
    expect(readFacts('json', '{', new Veil([]), false)).toBeUndefined()
    expect(readFacts('hba', 'what is this', new Veil([]), false)).toBeUndefined()
  })
})
