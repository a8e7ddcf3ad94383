import { describe, expect, test } from 'vitest'
import { compile } from '../../src/compile.js'
import { Source } from '../../src/source/source.js'
import { minimal } from '../compile.js'

/** `line: message` of the warnings of these groups of variables around host 10.10.10.20. */
function warnings(...texts: string[]): string[] {
  const { diagnostics } = compile({ inventories: texts.map((text, at) => new Source(`${at}`, text)) })
  return diagnostics
    .filter(({ code }) => code === 'identity-ambiguous')
    .map(({ at, message, related }) => `${at.from.line}<-${related[0]?.at.from.line}: ${message}`)
}

describe('KD-74: an identity that only the order of groups decides', () => {
  test.each(['pg_cluster', 'pg_shard', 'pg_group', 'etcd_cluster', 'node_cluster'])('%s in two equally deep groups', (name) => {
    const text = `b: { hosts: { 10.10.10.20: }, vars: { ${name}: 2 } }\na: { hosts: { 10.10.10.20: }, vars: { ${name}: 1 } }\n`
    expect(warnings(text)).toEqual([
      `1<-2: ${name} of 10.10.10.20 is 2 from group b and not 1 from group a, only because both groups are equally near and the later name wins`,
    ])
  })

  test('once for all hosts of the two groups', () => {
    const hosts = "hosts: { '10.10.10.[20:29]': }"
    expect(warnings(`b: { ${hosts}, vars: { pg_cluster: b } }\na: { ${hosts}, vars: { pg_cluster: a } }\n`)).toEqual([
      expect.stringMatching(/^1<-2: pg_cluster of 10\.10\.10\.20 and 9 more is "b" from group b/),
    ])
  })

  test('a host described twice', () => {
    expect(warnings('a: { hosts: { 10.10.10.20: { pg_cluster: a } } }\nb: { hosts: { 10.10.10.20: { pg_cluster: b } } }\n')).toEqual([
      '2<-1: pg_cluster of 10.10.10.20 is "b" from host 10.10.10.20 and not "a" from host 10.10.10.20, only because host 10.10.10.20 has it twice and the last one counts',
    ])
  })

  test.each([
    ['the values are equal', 'b: { hosts: { h: }, vars: { pg_cluster: x } }\na: { hosts: { h: }, vars: { pg_cluster: x } }'],
    ['the host decides', 'b: { hosts: { h: { pg_cluster: x } }, vars: { pg_cluster: b } }\na: { hosts: { h: }, vars: { pg_cluster: a } }'],
    ['the depth decides', 'p: { children: { b: { hosts: { h: }, vars: { pg_cluster: b } } } }\na: { hosts: { h: }, vars: { pg_cluster: a } }'],
    ['the priority decides', 'b: { hosts: { h: }, vars: { pg_cluster: b, ansible_group_priority: 2 } }\na: { hosts: { h: }, vars: { pg_cluster: a } }'],
    ['it is no identity', 'b: { hosts: { h: }, vars: { pg_port: 1 } }\na: { hosts: { h: }, vars: { pg_port: 2 } }'],
  ])('not where %s', (_, text) => {
    expect(warnings(text)).toEqual([])
  })

  test('not where a second inventory replaces what the first says', () => {
    expect(warnings('all: { hosts: { h: { pg_cluster: a } } }', 'all: { hosts: { h: { pg_cluster: b } } }')).toEqual([])
  })

  test('it is a warning: the files are written', () => {
    const text = minimal({ groups: "odd: { hosts: { '10.10.10.11': }, vars: { pg_cluster: odd } }" })
    const { diagnostics, files } = compile({ inventories: [new Source('x', text)] })
    expect(diagnostics.map(({ code }) => code)).toContain('identity-ambiguous')
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
    expect(files).toBeDefined()
  })
})
