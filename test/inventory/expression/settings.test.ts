import { describe, expect, test } from 'vitest'
import { resolve } from '../resolve.js'

/** The value of a parameter of host `h`, and `line:column code: message` of all findings; line 1 is the first of `vars` of `all`. */
function read(
  variables: string,
  name: Parameters<ReturnType<ReturnType<typeof resolve>['of']>['get']>[0] = 'pg_port',
): {
  value: unknown
  found: string[]
} {
  const resolved = resolve(`all:\n  hosts: { h: { mine: 7 }, other: { mine: 8 } }\n  vars:\n${variables.replace(/^/gm, '    ')}\n`)
  const found = resolved.found.map(({ at, code, message }) => `${at.from.line - 3}:${at.from.column - 4} ${code}: ${message}`)
  return { value: resolved.of('h').get(name), found: found.filter((text) => !text.endsWith('reads mine')) }
}

describe('expressions in parameters', () => {
  test('are evaluated for each host, and coerced', () => {
    const resolved = resolve(
      "all: { hosts: { a: { base: 6000 }, b: { base: '6100' } }, vars: { pg_port: '{{ base | int + offset }}', offset: 32, pg_cluster: 'pg-{{ inventory_hostname }}' } }",
    )
    expect(resolved.places).toEqual([])
    expect([resolved.of('a').get('pg_port'), resolved.of('b').get('pg_port')]).toEqual([6032, 6132])
    expect(resolved.of('b').get('pg_cluster')).toBe('pg-b')
    expect(resolved.of('b').definitions('pg_cluster')[0]?.entry.value).toMatchObject({ text: 'pg-{{ inventory_hostname }}' })
  })

  test('may stand anywhere in lists and maps; what has none keeps its place', () => {
    const resolved = resolve(
      'all: { hosts: { h: }, vars: { owner: me, pg_databases: [{ name: a, owner: "{{ owner }}" }, { name: "{{ owner }}_db" }], pg_parameters: "{{ {\'work_mem\': \'8MB\'} }}" } }',
    )
    expect(resolved.places).toEqual([])
    expect(resolved.of('h').get('pg_databases')).toEqual([{ name: 'a', owner: 'me' }, { name: 'me_db' }])
    expect(resolved.of('h').get('pg_parameters')).toEqual({ work_mem: '8MB' })
    expect(
      resolved
        .of('h')
        .items('pg_databases')
        .map(({ at }) => at.from.column),
    ).toEqual([57, 92])
  })

  test('see variables of other hosts, groups and the value of the layer that counts', () => {
    expect(read('pg_port: "{{ hostvars[\'other\'].mine * 1000 + mine }}"')).toEqual({ value: 8007, found: [] })
    expect(read('etcd_cluster: "{{ groups.all | join(\'-\') }}"', 'etcd_cluster').value).toBe('h-other')
  })

  test('a variable that only expressions read is known, also by hostvars', () => {
    expect(read('base: 6000\npg_port: "{{ base }}"').found).toEqual([])
    expect(read("base: 6000\npg_port: \"{{ hostvars['h']['base'] }}\"").found).toEqual([])
    expect(read('base: 6000\npg_port: 6000').found).toEqual(['1:1 parameter-unknown: no component reads base'])
  })

  test('!unsafe is left alone, also below a list', () => {
    expect(read('pg_parameters: { log_line_prefix: !unsafe "{{ x }} {% y %}" }', 'pg_parameters')).toEqual({
      value: { log_line_prefix: '{{ x }} {% y %}' },
      found: [],
    })
    expect(read('dns_records: !unsafe ["{{ x }}"]', 'dns_records')).toEqual({ value: ['{{ x }}'], found: [] })
  })

  test('what is undefined is named, with its nearest name, at its place', () => {
    expect(read('starting_number: 6000\npg_port: "1{{ startign_number }}"').found).toEqual([
      '1:1 parameter-unknown: no component reads starting_number',
      '2:15 expression-undefined: the variable `startign_number` is not defined; did you mean `starting_number`?',
    ])
    expect(read('ports: { maximum: 1 }\npg_port: "{{ ports.maximun }}"').found).toEqual([
      '2:14 expression-undefined: a map has no `maximun`; did you mean `maximum`?',
    ])
    expect(read('pg_port: "{{ hostvars[\'other\'].mines }}"').found).toEqual(['1:14 expression-undefined: host other has no `mines`; did you mean `mine`?'])
    expect(read('pg_port: "{{ hostvars.othr.mine }}"').found).toEqual(['1:14 expression-undefined: `hostvars` has no `othr`; did you mean `other`?'])
  })

  test('a mistake in a variable is reported there, once, and says who needs it', () => {
    const { found } = resolve('all: { hosts: { "h[1:9]": }, vars: { base: "{{ nope }}", pg_port: "{{ base }}", pgbouncer_port: "{{ base }}" } }')
    expect(found.map(({ at, code, message }) => `${at.from.column} ${code}: ${message}`)).toEqual([
      '48 expression-undefined: the variable `nope` is not defined',
    ])
    expect(found[0]?.related.map(({ message }) => message)).toEqual(['pg_port needs it', 'host h1, which needs it'])
  })

  test('a circle is an error that names the way', () => {
    expect(read('a_a: "{{ b_b }}"\nb_b: "x{{ c_c | upper }}"\nc_c: "{{ a_a }}"\npg_cluster: "{{ b_b }}"').found).toEqual([
      expect.stringContaining('expression-cycle: `b_b` is made of itself: b_b -> c_c -> a_a -> b_b'),
    ])
    expect(read('pg_port: "{{ pg_port }}"').found).toEqual([expect.stringMatching(/^1:14 expression-cycle: `pg_port` is made of itself/)])
  })

  test.each([
    [
      '"{{ pgbouncer_port }}"',
      '5 value-expression: `pgbouncer_port` is not set in the inventory, and whether its default is seen here depends on the role that asks: set it',
    ],
    [
      '"{{ docker_enabled }}"',
      '5 value-expression: `docker_enabled` is not set in the inventory, and whether its default is seen here depends on the role that asks: set it',
    ],
    [
      '"{{ node_cpu | default(4) }}"',
      '5 value-expression: `node_cpu` is a fact of the machine that is not given: set it in the inventory, or give a facts file',
    ],
    [
      '"{{ ansible_processor_vcpus | default(4) }}"',
      '5 value-expression: `ansible_processor_vcpus` is not in the inventory: only Ansible knows it, when it runs',
    ],
    ['"{{ playbook_dir }}"', '5 value-expression: `playbook_dir` is not in the inventory: only Ansible knows it, when it runs'],
    ["\"{{ lookup('env', 'X') }}\"", '5 value-expression: a call is not evaluated, neither of a function, a lookup nor a method'],
    ['"{{ mine.bit_length() }}"', '5 value-expression: a call is not evaluated, neither of a function, a lookup nor a method'],
    ['"{{ mine is odd }}"', '10 value-expression: tests with `is` are not evaluated'],
    ["\"{{ mine | regex_replace('a', 'b') }}\"", '12 value-expression: the filter `regex_replace` is not evaluated'],
    ['"{{ (1, 2) }}"', '7 value-expression: a tuple is not evaluated: write a list in brackets'],
    ['"{{ [1, 2][0:1] }}"', '13 value-expression: a slice is not evaluated'],
    ['"a{% if mine %}b{% endif %}"', '3 value-expression: blocks in `{% %}` are not evaluated'],
    ['"a{# b #}"', '3 value-expression: comments in `{# #}` are not evaluated: put the value after `!unsafe` if it is none'],
    ['"{{ mine"', '2 value-expression: this expression has no end: `}}` is missing'],
    ['"{{ mine + }}"', '12 value-expression: the expression ends too early'],
    ['"{{ mine ? 1 : 2 }}"', '10 value-expression: `?` has no meaning in an expression'],
    ['"{{ mine * \'a\' }}"', '5 value-expression: `*` is evaluated for numbers only, and here is a text'],
    ['"{{ hostvars }}"', '5 value-expression: `hostvars` as a whole is not evaluated: name one of its variables'],
    ['"{{ hostvars[\'other\'] }}"', '5 value-expression: host other as a whole is not evaluated: name one of its variables'],
    ['"{{ 2 ** 99999 }}"', '5 value-expression: a number of this size is not evaluated'],
    ['"{{ mine + \'1\' }}"', '5 expression-fails: `+` cannot take a number and a text: a text becomes a number by `| int`'],
    ['"{{ mine / 0 }}"', '5 expression-fails: this divides by zero'],
  ])('%s is never guessed', (text, expected) => {
    expect(read(`pg_cluster: ${text}`, 'pg_cluster').found).toEqual([`1:${12 + Number.parseInt(expected, 10)}${expected.replace(/^\d+/, '')}`])
  })

  test('very deep nesting and very long chains are reported', () => {
    expect(read(`pg_port: "{{ ${'('.repeat(5000)}1${')'.repeat(5000)} }}"`).found).toEqual([expect.stringContaining('nested too deeply')])
    expect(read(`pg_port: "{{ ${'- '.repeat(5000)}1 }}"`).found).toEqual([expect.stringContaining('nested too deeply')])
    for (const links of [' + 1', ' | int', ' or 1', '[0]'])
      expect(read(`pg_port: "{{ 1${links.repeat(5000)} }}"`).found).toEqual([expect.stringContaining('nested too deeply')])
    const chain = Array.from({ length: 400 }, (_, index) => `v${index}: "{{ v${index + 1} }}"`).join('\n')
    expect(read(`${chain}\nv400: 1\npg_port: "{{ v0 }}"`).found).toEqual([expect.stringContaining('variables lead from one to the next')])
  })

  test('a list goes without the items that have no value, so that the rest is looked at', () => {
    expect(read('dns_records: [a, "{{ nope }}", "b{{ 1 }}"]', 'dns_records').found).toHaveLength(1)
    const resolved = resolve('all: { hosts: { h: }, vars: { pg_users: [{ name: "{{ nope }}" }, { name: b }] } }')
    expect(resolved.of('h').items('pg_users')).toHaveLength(1)
    expect(resolved.of('h').fits('pg_users')).toBe(false)
  })

  test('a value of the wrong type is said where the expression stands', () => {
    expect(read('base: x\npg_port: "{{ base }}1"').found).toEqual(['2:10 value-type: pg_port must be a port number, not `x1`'])
  })

  test('a credential stays one wherever it goes', () => {
    const text = 'pg_admin_password: Hunter.22x\npg_port: "{{ pg_admin_password }}"\npg_cluster: "x {{ pg_admin_password | lower }} y"'
    for (const found of read(text, 'pg_cluster').found) expect(found).not.toMatch(/hunter/i)
    expect(
      resolve(`all: { hosts: { h: }, vars: { ${text.replaceAll('\n', ', ')} } }`)
        .of('h')
        .node('pg_cluster'),
    ).toMatchObject({ encrypted: true })
  })

  test('a variable that makes a credential is one, whatever it is called; a parameter is what it is', () => {
    const text =
      'xyz: Hunter.22x\npg_admin_password: "{{ xyz }}-{{ pg_cluster }}"\npg_port: "{{ xyz }}"\npgbouncer_port: "{{ pg_cluster }}"\npg_cluster: mycluster'
    expect(read(text).found.filter((found) => found.includes('value-type'))).toEqual([
      '3:10 value-type: pg_port must be a port number, not `●●●●`',
      '4:17 value-type: pgbouncer_port must be a port number, not `mycluster`',
    ])
  })

  test('a plain word beside a credential is no credential', () => {
    const resolved = resolve(
      'all: { hosts: { h: }, vars: { me: { name: dbuser, password: Hunter.22x }, pg_dbsu: "{{ me.name }}", pg_cluster: "{{ me.password }}" } }',
    )
    expect(resolved.of('h').node('pg_dbsu')).not.toHaveProperty('encrypted')
    expect(resolved.of('h').node('pg_cluster')).toMatchObject({ encrypted: true })
  })
})
