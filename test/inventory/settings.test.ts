import { describe, expect, test } from 'vitest'
import { resolve } from './resolve.js'

const { of } = resolve(`all:
  vars: { pg_port: '6000', pg_users: [{ name: a }, { name: b }], pg_vip_enabled: no, pg_group: ~, own: { x: 1 } }
  hosts:
    h: { pg_port: 6001 }
    i:
`)

describe('settings', () => {
  test('get gives the typed value of the strongest definition, else the default', () => {
    expect(of('h').get('pg_port')).toBe(6001)
    expect(of('i').get('pg_port')).toBe(6000)
    expect(of('i').get('pg_vip_enabled')).toBe(false)
    expect(of('i').get('pg_version')).toBe(18)
    expect(of('i').get('pg_cluster')).toBeUndefined()
  })

  test('at is the place of the value, or of the host', () => {
    expect(of('h').at('pg_port').from).toEqual({ line: 4, column: 19 })
    expect(of('i').at('pg_port').from).toEqual({ line: 2, column: 20 })
    expect(of('i').at('pg_version').from).toEqual({ line: 5, column: 5 })
  })

  test('items are those of the inventory, else of the default', () => {
    expect(
      of('i')
        .items('pg_users')
        .map(({ at }) => at.from.column),
    ).toEqual([39, 52])
    expect(of('i').items('pg_default_services').length).toBe(4)
    expect(of('i').items('pg_databases')).toEqual([])
    expect(of('i').items('pg_port')).toEqual([])
  })

  test('isSet wants a value other than null', () => {
    expect([of('i').isSet('pg_port'), of('i').isSet('pg_group'), of('i').isSet('pg_version')]).toEqual([true, false, false])
  })

  test('definitions are all, strongest first, without the default', () => {
    expect(
      of('h')
        .definitions('pg_port')
        .map(({ layer }) => `${layer.kind} ${layer.name}`),
    ).toEqual(['host h', 'group all'])
    expect(of('h').definitions('pg_version')).toEqual([])
  })

  test('variables are the typed effective values, catalogued or not', () => {
    const settings = resolve('all: { hosts: { h: { pg_port: "6001", own: { x: 1 }, __proto__: 2, constructor: 3 } } }').of('h')
    expect(Object.entries(settings.variables())).toEqual([
      ['pg_port', 6001],
      ['own', { x: 1 }],
      ['__proto__', 2],
      ['constructor', 3],
    ])
  })

  test('a layer on top wins over all', () => {
    const instance = resolve('all: { hosts: { h: { pg_port: 7000 } } }').inventory?.hosts.get('h')
    const place = of('i').place
    const above = of('h').under(place, { kind: 'instance', name: '7000', variables: instance?.variables ?? new Map() })
    expect([above.get('pg_port'), above.get('pg_vip_enabled'), above.place]).toEqual([7000, false, place])
    expect(above.definitions('pg_port').map(({ layer }) => layer.kind)).toEqual(['instance', 'host', 'group'])
    expect(of('h').get('pg_port')).toBe(6001)
  })
})
