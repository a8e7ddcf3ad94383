import { describe, expect, test } from 'vitest'
import { compileText, compileValid, expectErrors, expectFindings, minimal, ofCode } from '../compile.js'

const code = 'backup-repository'

/** Options of the only instance with this definition of repository `mine`, in flow style. */
function options(definition: string): readonly (readonly [string, string])[] {
  const compiled = compileValid(minimal({ cluster: `pgbackrest_method: mine\npgbackrest_repo: { mine: ${definition} }` }))
  return compiled.model?.clusters[0]?.primary.backup?.options.map(({ name, value }) => [name, value] as const) ?? []
}

/** An inventory whose repository `mine` stands on line 12. */
function broken(definition: string): string {
  return minimal({ cluster: `pgbackrest_method: mine\npgbackrest_repo:\n  mine: ${definition}` })
}

describe('values', () => {
  test('are sorted by the name of their option, with hyphens', () => {
    expect(options('{ type: s3, s3_key_secret: x, path: /p }')).toEqual([
      ['path', '/p'],
      ['s3-key-secret', 'x'],
      ['type', 's3'],
    ])
  })

  test('have the name of the cluster in place of its placeholder', () => {
    expect(options("{ path: '/${pg_cluster}/x', cipher_pass: '${pg_cluster}.${pg_cluster}' }")).toEqual([
      ['cipher-pass', 'pg-test.pg-test'],
      ['path', '/pg-test/x'],
    ])
  })

  test('KD-40: booleans are y and n', () => {
    expect(options('{ path: /p, bundle: yes, block: y, hardlink: off, symlink: n, brand_new: true }')).toEqual([
      ['block', 'y'],
      ['brand-new', 'y'],
      ['bundle', 'y'],
      ['hardlink', 'n'],
      ['path', '/p'],
      ['symlink', 'n'],
    ])
  })

  test('numbers are decimal, and a # is no comment', () => {
    expect(options("{ path: /p, retention_full: 14, storage_port: '9000', cipher_pass: 'a #b' }")).toEqual([
      ['cipher-pass', 'a #b'],
      ['path', '/p'],
      ['retention-full', '14'],
      ['storage-port', '9000'],
    ])
  })

  test('lists and maps repeat their option', () => {
    expect(options('{ path: /p, storage_tag: { b: 2, a: x }, sftp_known_host: [/b, /a] }')).toEqual([
      ['path', '/p'],
      ['sftp-known-host', '/b'],
      ['sftp-known-host', '/a'],
      ['storage-tag', 'a=x'],
      ['storage-tag', 'b=2'],
    ])
  })

  test('of an unknown option are kept, with a warning', () => {
    const compiled = compileValid(broken('{ path: /p, retention_fulll: 3 }'))
    expect(compiled.file('10.10.10.11', '/etc/pgbackrest/pgbackrest.conf')).toContain('\nrepo1-retention-fulll=3\n')
    expectFindings(ofCode(compiled, 'attribute-unknown'), [{ code: 'attribute-unknown', line: 12, message: 'did you mean retention_full?' }])
  })
})

describe('KD-40: errors', () => {
  test('a method that is not defined', () => {
    expectErrors(minimal({ cluster: 'pgbackrest_method: s3' }), [
      { code, line: 10, message: 'pgbackrest_method is s3, and pgbackrest_repo does not define it; it defines local, minio' },
    ])
    expectErrors(minimal({ cluster: 'pgbackrest_repo: { mine: { path: /p } }' }), [{ code, line: 10, message: 'it defines mine' }])
  })

  test.each([
    ["{ path: '' }", 'needs a value'],
    ['{ path: /p, s3_region: ~ }', 'needs a value'],
    ["{ path: /p, brand_new: '' }", 'needs a value'],
    ['{ path: /p, brand_new: "a\\nb" }', 'must be one line'],
    ["{ path: /p, cipher_pass: ' secret' }", 'must not begin or end with a blank'],
    ["{ path: /p, cipher_pass: 'secret\\t' }".replace(/'/g, '"'), 'must be one line of text|must not begin or end'],
    ['{ path: /p, s3_key: a, s3-key: b }', 'gives the option repo1-s3-key twice'],
    ['{ path: /p, "s3 key": b }', 'is no name of an option'],
    ['{ path: /p, type: s3, cipher_type: aes-256-cbc }', 'needs cipher_pass'],
  ])('%s', (definition, message) => {
    const found = compileText(broken(definition)).diagnostics.filter(({ severity }) => severity === 'error')
    expect(found.length).toBe(1)
    expect(found[0]?.at.from.line).toBe(12)
    expect(found[0]?.message).toMatch(new RegExp(message))
    expect(found[0]?.message).not.toContain('secret\t')
  })

  test.each([
    ['{ path: /p, bundle: "y # note" }', 'value-type'],
    ['{ path: /p, bundle: "yes" }', 'value-type'],
    ['{ path: /p, retention_full: many }', 'value-type'],
    ['{ path: /p, retention_full: 0 }', 'value-range'],
    ['{ path: /p, retention_full_type: years }', 'value-enum'],
    ['{ path: [/p] }', 'value-type'],
    ['{ path: "a\\nb" }', 'value-format'],
  ])('%s is no value of its type', (definition, wrong) => {
    expectErrors(broken(definition), [{ code: wrong, line: 12 }])
  })

  test('a line break is at its own line, whatever the members', () => {
    const members = { '10.10.10.11': '{ pg_seq: 1, pg_role: primary }', '10.10.10.12': '{ pg_seq: 2, pg_role: replica }' }
    expectErrors(minimal({ members, cluster: 'pgbackrest_repo:\n  local:\n    path: /p\n    brand_new: "a\\nb"' }), [{ code, line: 14 }])
  })
})

describe('sizes', () => {
  const sized = (size: string) => minimal({ all: `pgbackrest_repo: { local: { path: /p, retention_full: 2, bundle: y, bundle_size: ${size} } }` })

  test.each(['20MiB', '20mb', '20m', '20M', '1048576', '2GiB', '1PiB', '1048576B'])('%s', (size) => void compileValid(sized(size)))

  test.each(['20 MiB', '20 potatoes', '1.5GiB', 'MiB', '-1', '1k', '2PiB', '20ib'])('%s is none', (size) => {
    expectErrors(sized(size), [{ code: 'backup-repository', line: 20, message: /bundle_size must be a size from 1MiB to 1PiB in bytes, KiB/ }])
  })
})
