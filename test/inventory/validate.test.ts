import { describe, expect, test } from 'vitest'
import { resolve } from './resolve.js'

/** `line code: message` of all findings about one block of variables of `all`. */
function findings(variables: string): string[] {
  const indented = variables.replace(/^/gm, '    ')
  return resolve(`all:\n  hosts: { h: }\n  vars:\n${indented}\n`).found.map(({ at, code, message }) => `${at.from.line - 3} ${code}: ${message}`)
}

describe('validate', () => {
  test('a name that nothing reads, with the nearest that something reads', () => {
    expect(findings('pg_prot: 5432')).toEqual(['1 parameter-unknown: no component reads pg_prot; did you mean pg_port?'])
    expect(findings('something_of_my_own: 1')).toEqual(['1 parameter-unknown: no component reads something_of_my_own'])
  })

  test.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])('%s is a name like any other', (name) => {
    expect(findings(`${name}: 1`)).toEqual([`1 parameter-unknown: no component reads ${name}`])
  })

  test('the name of an older version says what to do', () => {
    expect(findings('nameserver_enabled: true')).toEqual([
      '1 parameter-former: nameserver_enabled is a parameter of an older version that nothing reads any more. Use dns_enabled; check the form of the value.',
    ])
  })

  test('so does one that has been replaced, at every place that sets it', () => {
    expect(findings('pg_fs_bkup: /data/backups\npgbackrest_clean: true')).toEqual([
      expect.stringMatching(/^1 parameter-former: nothing reads pg_fs_bkup any more: pg_fs_backup takes its place\. /),
      expect.stringMatching(/^2 parameter-former: nothing reads pgbackrest_clean any more: pg_rm_backup takes its place\. .*only when an instance is removed/),
    ])
    expect(findings('pg_fs_backup: /data/backups\npg_rm_backup: false')).toEqual([])
    expect(resolve('all: { vars: { pg_fs_bkup: /a }, hosts: { h: { pg_fs_bkup: /b } } }').places).toEqual(['1:16 parameter-former', '1:48 parameter-former'])
  })

  test("names of other modules, Ansible's own and facts pass in silence", () => {
    expect(findings('docker_enabled: true\nansible_user: root\nansible_anything: "{{ x }}"\nnode_cpu: 4\nos_package: deb')).toEqual([])
  })

  test('an expression that is not evaluated is an error where the parameter is read, and nowhere else', () => {
    expect(findings('pg_port: "{{ port is defined }}"\ndocker_data: "{{ x }}"')).toEqual(['1 value-expression: tests with `is` are not evaluated'])
    expect(findings('pg_users:\n  - name: "{% if x %}a{% endif %}"')).toEqual(['2 value-expression: blocks in `{% %}` are not evaluated'])
    expect(findings('pg_parameters: { log_line_prefix: "%m [%p] {x}" }')).toEqual([])
  })

  test('every definition is looked at, also one that a stronger one hides', () => {
    expect(resolve('all: { vars: { pg_port: x }, hosts: { h: { pg_port: 5432 } } }').places).toEqual(['1:25 value-type'])
  })

  test('an entry that acts on many hosts is reported once', () => {
    expect(resolve("all: { hosts: { 'h[1:50]': { pg_port: x } } }").places).toEqual(['1:39 value-type'])
  })

  test('KD-61: numbers that the reference takes for something else', () => {
    expect(findings('pg_max_conn: 10')).toEqual([expect.stringMatching(/^1 value-range: pg_max_conn must be at least/)])
    expect(findings('pg_group: abc')).toEqual(['1 value-type: pg_group must be an integer, not `abc`'])
    expect(findings('pg_rpo: x')).toEqual(['1 value-type: pg_rpo must be an integer, not `x`'])
  })

  test('KD-68: unknown pg_mode, pg_conf, pg_storage_type; ssd is SSD', () => {
    expect(findings('pg_mode: nope').length).toBe(1)
    expect(findings('pg_conf: nope.yml').length).toBe(1)
    expect(findings('pg_storage_type: floppy').length).toBe(1)
    expect(resolve('all: { hosts: { h: { pg_storage_type: ssd } } }').of('h').get('pg_storage_type')).toBe('SSD')
  })

  test('a secret stays one', () => {
    for (const text of ['pg_admin_password: 0777', 'pg_admin_password: [hunter2]', 'pg_admin_password: "hunter2\\nx"'])
      expect(findings(text).join()).toMatch(/^1 value-(type|format): pg_admin_password (?!.*(hunter2|0777|511))/)
    for (const text of ['"{{ hunter2 }}"', '"{{ 1 hunter2 }}"', '"{{ hunter2"'])
      expect(findings(`pg_admin_password: ${text}`).join()).toMatch(/^1 (value-expression|expression-undefined): (?!.*hunter2)/)
  })
})
