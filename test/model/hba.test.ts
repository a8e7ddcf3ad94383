import { describe, expect, test } from 'vitest'
import { compileValid, expectErrors, minimal } from '../compile.js'

const rules = (text: string, options: { all?: string; members?: Record<string, string>; pool?: boolean } = {}): string => {
  const prefix = options.pool ? 'pgb' : 'pg'
  const { all = '', members } = options
  return minimal({
    cluster: `pg_databases: []\n${prefix}_default_hba_rules: []\n${prefix}_hba_rules: ${text}`,
    all,
    ...(members === undefined ? {} : { members }),
  })
}

/** The lines of the file on the primary, each word by one blank. */
function lines(inventory: string, host = '10.10.10.11', path = '/pg/data/pg_hba.conf'): string[] {
  return compileValid(inventory)
    .file(host, path)
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.trim().replace(/ +/g, ' '))
}

describe('addresses', () => {
  test('KD-24: a bare address is one host', () => {
    expect(lines(rules('[{ user: u, addr: 10.10.10.10 }, { user: u, addr: 10.1.0.0/16 }]'))).toEqual([
      'host all u 10.10.10.10/32 scram-sha-256',
      'host all u 10.1.0.0/16 scram-sha-256',
    ])
  })

  test('KD-55: IPv6 hosts, literals and networks', () => {
    const members = { '2001:db8::11': '{ pg_seq: 1, pg_role: primary }', '10.10.10.12': '{ pg_seq: 2, pg_role: replica }' }
    expect(lines(rules("[{ addr: cluster }, { addr: '2001:DB8:0::5' }, { addr: '2001:db8:1::/48' }]", { members }), '2001:db8::11')).toEqual([
      'host all all 10.10.10.12/32 scram-sha-256',
      'host all all 2001:db8::11/128 scram-sha-256',
      'host all all 2001:db8::5/128 scram-sha-256',
      'host all all 2001:db8:1::/48 scram-sha-256',
    ])
  })

  test('aliases', () => {
    const all = 'node_firewall_intranet: [10.9.0.0/16, 10.8.0.0/16]'
    expect(lines(rules('[{ addr: localhost }, { addr: admin }, { addr: infra }, { addr: intra }, { addr: world, auth: ssl }]', { all }))).toEqual([
      'local all all scram-sha-256',
      'host all all 127.0.0.1/32 scram-sha-256',
      'host all all ::1/128 scram-sha-256',
      'host all all 10.10.10.10/32 scram-sha-256',
      'host all all 10.10.10.10/32 scram-sha-256',
      'host all all 10.9.0.0/16 scram-sha-256',
      'host all all 10.8.0.0/16 scram-sha-256',
      'hostssl all all 0.0.0.0/0 scram-sha-256',
      'hostssl all all ::/0 scram-sha-256',
    ])
  })

  test.each(['999.1.1.1', '10.0.0.0/33', 'intern', '10.0.0'])('KD-24: %s is none', (addr) => {
    expectErrors(rules(`\n  - { user: u, addr: '${addr}' }`), [{ code: 'hba-address', message: addr }])
  })

  test('an intranet that is no network', () => {
    expectErrors(rules('[{ addr: intra }]', { all: 'node_firewall_intranet: [10.0.0.0/8, office]' }), [
      { code: 'hba-address', message: /node_firewall_intranet.*office/ },
    ])
  })
})

describe('names', () => {
  test('KD-25: placeholders also in lists, and names that need quotes', () => {
    expect(lines(rules(`[{ user: '\${admin},bob', addr: local }, { user: ['my user', 'u#x', '\${repl}', 'a,b'], db: 'a b,c', addr: local }]`))).toEqual([
      'local all dbuser_dba,bob scram-sha-256',
      'local "a b",c "my user","u#x",replicator,"a,b" scram-sha-256',
    ])
  })

  test('quotes, groups and regular expressions as in the file', () => {
    expect(lines(rules(`[{ user: '"all",+"odd group",+staff', db: '"replication",replication,/^db', addr: local }]`))).toEqual([
      'local "replication",replication,/^db "all",+"odd group",+staff scram-sha-256',
    ])
  })

  test.each([
    ["{ user: 'a,,b', addr: local }", /empty name/],
    ["{ user: 'a,', addr: local }", /empty name/],
    ["{ user: '${adm}', addr: local }", /nothing expands: known are \$\{dbsu\}/],
    ["{ db: '${dbsu}', addr: local }", /nothing expands/],
  ])('%s is refused', (rule, message) => expectErrors(rules(`[${rule}]`), [{ code: 'hba-name', message }]))

  test('regular expressions need PostgreSQL 16', () => {
    expectErrors(minimal({ cluster: "pg_version: 15\npg_hba_rules: [{ user: '/x', addr: local }]" }), [{ code: 'hba-name', message: /PostgreSQL 16/ }])
  })
})

describe('order and role', () => {
  test('KD-25: ordered rules first, then the others as they stand; a rule keeps its lines together', () => {
    const text = '[{ user: d, addr: local }, { user: c, addr: local, order: 5000 }, { user: b, addr: local, order: 7 }, { user: a, addr: local, order: 7 }]'
    expect(lines(rules(text)).map((line) => line.split(' ')[2])).toEqual(['b', 'a', 'c', 'd'])
  })

  test('the defaults come first among equals', () => {
    const cluster =
      'pg_default_hba_rules: [{ user: x, addr: local, order: 9 }]\npg_hba_rules: [{ user: y, addr: local, order: 9 }, { user: z, addr: local, order: 8 }]'
    expect(lines(minimal({ cluster })).map((line) => line.split(' ')[2])).toEqual(['z', 'x', 'y'])
  })

  test('KD-27: a numeric string counts as its number', () => {
    expect(lines(rules("[{ user: b, addr: local, order: 60 }, { user: a, addr: local, order: '7' }]")).map((line) => line.split(' ')[2])).toEqual(['a', 'b'])
  })

  test('roles', () => {
    const members = {
      '10.10.10.11': '{ pg_seq: 1, pg_role: primary }',
      '10.10.10.12': '{ pg_seq: 2, pg_role: replica, pg_offline_query: true }',
      '10.10.10.13': '{ pg_seq: 3, pg_role: offline }',
    }
    const text = `[${['default', 'common', 'primary', 'replica', 'offline', 'standby', 'delayed'].map((role) => `{ user: ${role}, addr: local, role: ${role} }`).join(', ')}]`
    const users = (host: string) => lines(rules(text, { members }), host).map((line) => line.split(' ')[2])
    expect(users('10.10.10.11')).toEqual(['default', 'common', 'primary'])
    expect(users('10.10.10.12')).toEqual(['default', 'common', 'replica', 'offline'])
    expect(users('10.10.10.13')).toEqual(['default', 'common', 'offline'])
  })

  test('a filtered rule is still read', () => {
    expectErrors(rules('[{ addr: nowhere, role: delayed }]'), [{ code: 'hba-address' }])
  })
})

describe('authentication', () => {
  test.each([
    ['pwd', 'host', 'scram-sha-256'],
    ["''", 'host', 'scram-sha-256'],
    ['ssl', 'hostssl', 'scram-sha-256'],
    ['ssl-sha', 'hostssl', 'scram-sha-256'],
    ['ssl-md5', 'hostssl', 'md5'],
    ['cert', 'hostssl', 'cert'],
    ['sha', 'host', 'scram-sha-256'],
    ['md5', 'host', 'md5'],
    ['deny', 'host', 'reject'],
    ['reject', 'host', 'reject'],
    ['trust', 'host', 'trust'],
    ['os', 'host', 'ident'],
    ['ident', 'host', 'ident'],
  ])('%s', (auth, type, method) => expect(lines(rules(`[{ addr: 10.0.0.0/8, auth: ${auth} }]`))).toEqual([`${type} all all 10.0.0.0/8 ${method}`]))

  test('passwords in MD5 clusters', () => {
    expect(lines(rules('[{ addr: local }, { addr: local, auth: sha }]', { all: 'pg_pwd_enc: md5' }))).toEqual([
      'local all all md5',
      'local all all scram-sha-256',
    ])
  })

  test.each([
    ['{ addr: localhost, auth: cert }', false],
    ['{ addr: local, auth: cert }', false],
    ['{ addr: intra, auth: peer }', false],
    ['{ addr: localhost, auth: peer }', false],
    ['{ addr: world, auth: os }', true],
    ['{ addr: localhost, auth: ident }', true],
  ])('KD-26: %s cannot be', (rule, pool) => expectErrors(rules(`[${rule}]`, { pool }), [{ code: 'hba-auth', message: /cannot be/ }]))

  test('the pool takes the operating system account on its socket only, as peer', () => {
    expect(lines(rules('[{ addr: local, auth: os }]', { pool: true }), '10.10.10.11', '/etc/pgbouncer/pgb_hba.conf')).toEqual(['local all all peer'])
  })
})

describe('raw lines', () => {
  test('are copied, blank ones and comments left out', () => {
    expect(lines(rules("[{ rules: ['host  a  b  samenet  md5', '', '# c', 'local a b trust'], user: x, addr: world }]"))).toEqual([
      'host a b samenet md5',
      'local a b trust',
    ])
  })

  test('an empty list is none', () => expect(lines(rules('[{ rules: [], addr: local }]'))).toEqual(['local all all scram-sha-256']))

  test('a line that PostgreSQL refuses, at its column', () => {
    const text = rules("\n  - rules: ['host all all 10.1.1.1 md5']")
    expectErrors(text, [{ code: 'hba-line', message: /^pg_hba_rules\[0\]\.rules\[0\], column 23: / }])
  })

  test('include lines need PostgreSQL 16', () => {
    expectErrors(minimal({ cluster: "pg_version: 15\npg_hba_rules: [{ rules: ['include more.conf'] }]" }), [{ code: 'hba-line', message: /PostgreSQL 16/ }])
    expect(lines(rules("[{ rules: ['include more.conf'] }]"))).toEqual(['include more.conf'])
  })

  test.each([
    'host all +staff all md5',
    'host all all samehost md5',
    'host all all db.example.net md5',
    'host samerole all all md5',
    'host replication all all md5',
    'host all /x all md5',
    'host all all all ident',
    'host all all all gss',
    'hostgssenc all all all md5',
    'hostssl all all all md5 clientcert=verify-full',
    'include more.conf',
  ])('KD-29: the pool cannot read %s', (line) => expectErrors(rules(`[{ rules: ['${line}'] }]`, { pool: true }), [{ code: 'hba-line' }]))

  test('KD-29: nor a role group or replication in a rule', () => {
    expectErrors(rules('\n  - { user: +dbrole_x, addr: intra }\n  - { db: replication, addr: intra }', { pool: true }), [
      { code: 'hba-name', message: /pgb_hba_rules\[0\]\.user cannot be `\+dbrole_x`/ },
      { code: 'hba-name', message: /pgb_hba_rules\[1\]\.db cannot be `replication`/ },
    ])
  })
})

describe('bad rules', () => {
  test.each([
    ['{ addr: [local] }', 'value-type', /addr/],
    ['{ user: u, addr: null }', 'hba-rule', /needs `addr`/],
    ['{ user: u }', 'hba-rule', /needs `addr`.* or `rules`/],
    ["{ rules: 'host all all all md5' }", 'hba-rule', /must be a list of lines/],
    ["{ rules: 'host all all all md5', addr: local }", 'hba-rule', /must be a list of lines/],
    ['{ addr: local, order: null }', 'hba-rule', /order must be a number/],
    ['{ addr: local, order: soon }', 'value-type', /order/],
    ['{ addr: local, role: master }', 'value-enum', /role/],
    ['{ addr: local, auth: kerberos }', 'value-enum', /auth/],
    ['{ addr: local, user: { a: b } }', 'value-type', /user/],
    ['{ rules: [5] }', 'hba-line', /line of text/],
    ['{ rules: ["local all all trust\\nhost all all all trust"] }', 'hba-line', /one line/],
  ])('KD-27: %s', (rule, code, message) => expectErrors(rules(`[${rule}]`), [{ code, message }]))
})

test('a title is one comment line and cannot join the next line to itself', () => {
  const text = compileValid(rules("[{ title: 'all of C:\\', addr: local, auth: trust }]")).file('10.10.10.11', '/pg/data/pg_hba.conf')
  expect(text).toContain('\n# all of C:\nlocal')
})
