import { describe, expect, test } from 'vitest'
import { codes } from '../../src/codes.js'
import type { Diagnostic } from '../../src/diagnostics/diagnostic.js'
import { explainCode, listCodes } from '../../src/report/explain-code.js'
import { frame } from '../../src/report/frame.js'
import { github } from '../../src/report/github.js'
import { json } from '../../src/report/json.js'
import { sarif } from '../../src/report/sarif.js'
import { diagnosticText } from '../../src/report/text.js'
import { Source } from '../../src/source/source.js'
import { Span } from '../../src/source/span.js'
import { compileText, minimal } from '../compile.js'
import { expectSarif } from './sarif-log.js'

const source = new Source('dir/my file.yml', 'one\ntwo: 2\n')
const finding: Diagnostic = { code: 'value-enum', severity: 'warning', message: 'it is 50%\nodd', at: new Span(source, 4, 7), related: [] }
const rich: Diagnostic = { ...finding, severity: 'note', related: [{ at: new Span(source, 0, 3), message: 'the other' }], hint: 'look again' }

describe('json', () => {
  test('its shape', () => {
    expect(JSON.parse(json([finding, rich], '1.2.3'))).toEqual({
      schemaVersion: 1,
      tool: { name: 'pgcompile', version: '1.2.3' },
      counts: { error: 0, warning: 1, note: 1 },
      findings: [
        {
          code: 'value-enum',
          severity: 'warning',
          message: 'it is 50%\nodd',
          at: { file: 'dir/my file.yml', line: 2, column: 1, endLine: 2, endColumn: 4 },
          related: [],
          hint: null,
        },
        expect.objectContaining({
          severity: 'note',
          related: [{ message: 'the other', at: { file: 'dir/my file.yml', line: 1, column: 1, endLine: 1, endColumn: 4 } }],
          hint: 'look again',
        }),
      ],
    })
  })
})

describe('sarif', () => {
  test('has what SARIF 2.1.0 demands, for no finding and for many', () => {
    expectSarif(sarif([], '1.2.3'))
    expectSarif(sarif([finding, rich], '1.2.3'))
    expectSarif(sarif(compileText(minimal({ cluster: 'pg_conf: x\npg_port: y' })).diagnostics, '1.2.3'))
  })

  test('every code is a rule, and a result points at its own', () => {
    const [run] = JSON.parse(sarif([finding], '1.2.3')).runs
    expect(run.tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual(codes.map(({ code }) => code))
    expect(run.tool.driver.rules[run.results[0].ruleIndex].id).toBe('value-enum')
  })

  test('places', () => {
    const [result] = JSON.parse(sarif([rich], '1')).runs[0].results
    expect(result).toMatchObject({
      level: 'note',
      message: { text: 'it is 50%\nodd\nHint: look again' },
      locations: [{ physicalLocation: { artifactLocation: { uri: 'dir/my%20file.yml' }, region: { startLine: 2, startColumn: 1, endLine: 2, endColumn: 4 } } }],
      relatedLocations: [{ id: 0, message: { text: 'the other' } }],
    })
  })

  test.each([
    ['/a/b c.yml', 'file:///a/b%20c.yml'],
    ['<stdin>', '%3Cstdin%3E'],
    ['a:b.yml', 'a%3Ab.yml'],
    ['..\\x.yml', '../x.yml'],
  ])('the name %s is the reference %s', (name, uri) => {
    const at = new Span(new Source(name, 'x'), 0, 1)
    expect(JSON.parse(sarif([{ ...finding, at }], '1')).runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri).toBe(uri)
  })
})

describe('github', () => {
  test('a command for each severity', () => {
    expect(github(finding)).toBe('::warning file=dir/my file.yml,line=2,endLine=2,col=1,endColumn=3,title=value-enum::it is 50%25%0Aodd')
    expect(github({ ...finding, severity: 'error', message: 'm' })).toMatch(/^::error .*::m$/)
    expect(github(rich)).toMatch(/^::notice .*%0Adir\/my file\.yml:1:1: the other%0Ahint: look again$/)
  })

  test('properties are escaped; columns need one line', () => {
    const odd = new Source('a:b,c%.yml', 'x\ny')
    expect(github({ ...finding, message: 'm', at: new Span(odd, 0, 3) })).toBe('::warning file=a%3Ab%2Cc%25.yml,line=1,endLine=2,title=value-enum::m')
    expect(github({ ...finding, message: 'm', at: new Span(odd, 0, 0) })).toContain('col=1,endColumn=1,')
  })
})

describe('explain-code', () => {
  const samples = { 'value-enum': { failing: minimal({ cluster: 'pg_conf: fast.yml' }), corrected: minimal({ cluster: 'pg_conf: oltp.yml' }) } }
  const code = { code: 'value-enum', severity: 'error', summary: 'a word', hint: 'another word' } as const

  test('summary, hint, the finding of the sample, and the lines that are right', () => {
    expect(explainCode(code, samples)).toBe(
      [
        'error[value-enum]: a word',
        'hint: another word',
        '',
        'Wrong, for example:',
        '',
        'inventory.yml:10:18: error[value-enum]: pg_conf must be one of oltp.yml, olap.yml, crit.yml, tiny.yml, not `fast.yml`',
        '10 |         pg_conf: fast.yml',
        '   |                  ^^^^^^^^',
        '',
        'Right:',
        '',
        ' 9 |         pg_cluster: pg-test',
        '10 |         pg_conf: oltp.yml',
        '11 |   vars:',
        '',
      ].join('\n'),
    )
  })

  test('a code without a sample', () => {
    expect(explainCode(code, {})).toBe('error[value-enum]: a word\nhint: another word\n')
  })

  test('the list', () => {
    expect(listCodes([code, { code: 'x', severity: 'note', summary: 'y' }])).toBe('value-enum  error    a word\nx           note     y\n')
  })
})

/** Broken in as many ways as there are places for a credential. */
const leaky = minimal({
  all: `
pg_admin_pasword: Leak.01
grafana_view_password: [Leak.02]
node_exporter_options: '--web.password=Leak.03 {{ x }}'
minio_users: [{ access_key: a, secret_key: Leak.04 }]
pg_dbsu_password: "Leak.05\\n"
`,
  cluster: `
pg_conf: nope # the password: Leak.06
pg_users:
  - { name: 7%, password: Leak.07, roles: 5 }
  - { name: ann, pasword: Leak.08, expire_at: soon }
  - { name: postgres, password: "Leak.09", state: absent }
  - { name: ann, password: 'Leak.10', parameters: { 'a b': 1, primary_conninfo: 'password=Leak.11' } }
pg_parameters: { primary_conninfo: 'host=a password=Leak.12', 'x y': 1, archive_command: 'PGPASSWORD=Leak.13 cp' }
pgbackrest_method: s3
pgbackrest_repo: { s3: { type: s3, s3_key: Leak.14, s3_key_secret: Leak.15, cipher_pass: { a: Leak.16 }, s3_bucket: [] } }
pg_exporter_url: 'postgres://u:Leak.17@nowhere bad'
pg_hba_rules: [{ rules: ['host all all 0.0.0.0/0 ldap ldapbindpasswd=Leak.18 ldapserver'] }]
haproxy_services: [{ name: ../x, port: 80, options: 'http-request auth password: Leak.19' }]
`,
  members: { '10.10.10.11': '{ pg_seq: x, pg_role: primary, patroni_password: [Leak.20] }' },
})

describe('credentials are in no report', () => {
  test.each([
    ['many mistakes', leaky],
    ['encrypted and tagged', `${minimal()}    pg_dbsu_password: !mine Leak.21\n    pg_ident: !!int Leak.22\n`.replace('pg_ident', 'patroni_password')],
    ['a repeated key', `${minimal()}    pg_admin_password: Leak.23\n`],
    ['no YAML at all', leaky.replace('pg_users:', 'pg_users: [')],
    ['an open quote', leaky.replace("'Leak.10'", "'Leak.10")],
    ['a tab', leaky.replace('        pg_conf', '\tpg_conf')],
    ['a bad character', leaky.replace('Leak.09', 'Leak.09\x07')],
  ])('%s', (_, text) => {
    const result = compileText(text)
    expect(result.diagnostics.length).toBeGreaterThan(0)
    const frames = result.diagnostics.map((diagnostic) => frame(diagnostic, { secrets: result.secrets }))
    const others = [...result.diagnostics.map(diagnosticText), ...result.diagnostics.map(github), json(result.diagnostics, '1'), sarif(result.diagnostics, '1')]
    for (const report of [...frames, ...others]) expect(report).not.toMatch(/Leak\.\d\d|Secret\./)
  })
})
