import { expect, describe as group, test } from 'vitest'
import { describe } from '../../src/explain/describe.js'
import { descriptionText } from '../../src/report/describe.js'
import { compileValid, minimal } from '../compile.js'
import { answer } from './understood.js'

const { model, diagnostics } = compileValid(
  minimal({
    cluster: 'pg_vip_enabled: true\npg_vip_address: 10.10.10.3/24',
    members: { '10.10.10.11': '{ pg_seq: 1, pg_role: primary }', '10.10.10.12': '{ pg_seq: 2, pg_role: replica }' },
  }),
)
const of = (name: string) => {
  if (model === undefined) throw new Error('no model')
  return describe(name, model, diagnostics)
}

group('a description', () => {
  test('of a cluster: members, connection strings by VIP and by all hosts', () => {
    const { kind, members, services, identity } = answer(of('pg-test'))
    expect(kind).toBe('cluster')
    expect(members.map(({ name, role, follows }) => [name, role, follows])).toEqual([
      ['pg-test-1', 'primary', ''],
      ['pg-test-2', 'replica', 'follows pg-test-1'],
    ])
    expect(services.find(({ name }) => name === 'pg-test-primary')).toMatchObject({
      uri: 'postgresql://10.10.10.3:5433/postgres',
      hosts: 'postgresql://10.10.10.11:5433,10.10.10.12:5433/postgres',
    })
    expect(Object.fromEntries(identity).Direct).toBe('postgresql://10.10.10.11:5432,10.10.10.12:5432/postgres?target_session_attrs=read-write')
  })

  test('of an instance and a host; a screen has 40 lines', () => {
    expect(answer(of('pg-test-2')).files.find(({ component }) => component === 'patroni')?.path).toBe('/etc/patroni/patroni.yml')
    expect(answer(of('10.10.10.10')).identity).toContainEqual(['Roles', 'infra, etcd member etcd-1'])
    for (const name of ['pg-test', 'pg-test-1', '10.10.10.11', 'infra-1']) expect(descriptionText(answer(of(name))).split('\n').length, name).toBeLessThan(42)
  })

  test('a name that is none gets help', () => {
    expect(of('pg-tset')).toEqual({ problem: expect.stringContaining('did you mean pg-test?') })
  })
})
