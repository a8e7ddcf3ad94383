import { describe, expect, test } from 'vitest'
import { resolve } from './resolve.js'

/** Group -> [children, hosts], each in order. */
function shape(...texts: string[]): Record<string, [string[], string[]]> {
  const groups = resolve(...texts).inventory?.groups ?? new Map()
  return Object.fromEntries([...groups].map(([name, { children, hosts }]) => [name, [names(children), names(hosts)]]))
}

function names(set: Iterable<{ readonly name: string }>): string[] {
  return [...set].map(({ name }) => name)
}

describe('groups', () => {
  test('children to any depth, and depth counts from all', () => {
    const { inventory, places } = resolve('all: { children: { a: { children: { b: { children: { c: { hosts: { h: } } } } } } } }')
    expect(places).toEqual([])
    expect([...(inventory?.groups.values() ?? [])].map(({ name, depth }) => [name, depth])).toEqual([
      ['all', 0],
      ['a', 1],
      ['b', 2],
      ['c', 3],
    ])
  })

  test('a group below several parents is as deep as its longest way', () => {
    const { inventory } = resolve('all: { children: { x: { children: { deep: { children: { shared: } } } }, shared: { hosts: { h: } } } }')
    const shared = inventory?.groups.get('shared')
    expect(names(shared?.parents ?? [])).toEqual(['deep', 'all'])
    expect(shared?.depth).toBe(3)
  })

  test('a group described in two places is one group', () => {
    expect(shape('all: { children: { a: { hosts: { h1: } }, b: { children: { a: { hosts: { h2: } } } } } }')).toMatchObject({
      a: [[], ['h1', 'h2']],
      b: [['a'], []],
    })
    const host = resolve('all: { children: { a: { hosts: { h: }, vars: { x: 1, y: 1 } }, b: { children: { a: { vars: { x: 2 } } } } } }').of('h')
    expect(host.variables()).toEqual({ x: 2, y: 1 })
  })

  test('a group without a parent is a child of all, wherever `all` stands', () => {
    expect(shape('db: { hosts: { h: } }\nall: { vars: { x: 1 } }')).toEqual({ db: [[], ['h']], all: [['db'], []] })
    expect(shape('db: { hosts: { h: } }')).toEqual({ db: [[], ['h']], all: [['db'], []] })
  })

  test('several inventories are one', () => {
    expect(shape('a: { hosts: { h: { x: 1 } } }', 'a: { hosts: { i: } }\nb: { hosts: { h: } }')).toMatchObject({ a: [[], ['h', 'i']], b: [[], ['h']] })
    expect(resolve('a: { hosts: { h: { x: 1 } } }', 'b: { hosts: { h: { x: 2 } } }').of('h').variables()).toEqual({ x: 2 })
  })

  test.each([
    ['all: { children: { a: { children: { b: { children: { a: } } } } }, hosts: { h: } }', '1:37 group-cycle'],
    ['all: { children: { a: { children: { a: } } }, hosts: { h: } }', '1:37 group-cycle'],
    ['a: { children: { all: }, hosts: { h: } }', '1:1 group-cycle'],
  ])('a circle is an error: %s', (text, place) => {
    expect(resolve(text).places).toEqual([place])
  })

  test('a long chain of flat groups is no trouble', () => {
    const text = Array.from({ length: 5000 }, (_, at) => `g${at}: { children: { g${at + 1}: } }\n`).join('')
    const { inventory, places } = resolve(`${text}g5000: { hosts: { h: } }\n`)
    expect(places).toEqual([])
    expect(inventory?.groups.get('g5000')?.depth).toBe(5001)
  })
})

describe('ungrouped', () => {
  test('its variables act on the hosts that are in no other group', () => {
    const text = 'all: { hosts: { alone: , member: }, children: { db: { hosts: { member: , both: } }, ungrouped: { hosts: { both: }, vars: { x: 1 } } } }'
    const resolved = resolve(text)
    expect(['alone', 'member', 'both'].map((host) => resolved.of(host).variables())).toEqual([{ x: 1 }, {}, {}])
  })
})

describe('hosts', () => {
  test('a host in many groups is one host, and its variables from all places merge', () => {
    const { inventory, of } = resolve('all: { children: { a: { hosts: { h: { x: 1, y: 1 } } }, b: { hosts: { h: { y: 2 } } } } }')
    expect(names(inventory?.hosts.get('h')?.groups ?? [])).toEqual(['a', 'b'])
    expect(of('h').variables()).toEqual({ x: 1, y: 2 })
    expect(
      of('h')
        .definitions('y')
        .map(({ entry }) => entry.value.at.from.column),
    ).toEqual([79, 48])
  })

  test('a range gives every host the same variables, and one place', () => {
    const { inventory, of } = resolve("db:\n  hosts:\n    '10.0.0.[1:3]': { x: 1 }\n    10.0.0.2: { x: 2 }\n")
    expect([...(inventory?.hosts.keys() ?? [])]).toEqual(['10.0.0.1', '10.0.0.2', '10.0.0.3'])
    expect(['10.0.0.1', '10.0.0.2', '10.0.0.3'].map((host) => of(host).variables().x)).toEqual([1, 2, 1])
    expect(of('10.0.0.3').place.from).toEqual({ line: 3, column: 5 })
  })

  test('null stands for nothing everywhere', () => {
    const { places } = resolve('all:\n  vars:\n  hosts: { h: ~ }\n  children:\n    empty:\n    other: { hosts: , vars: null, children: ~ }\n')
    expect(places).toEqual([])
  })

  test('a bare word is a map with that one key, as Ansible has it', () => {
    expect(shape('all: { children: db, hosts: h }')).toEqual({ all: [['db'], ['h']], db: [[], []] })
  })
})

describe('what is wrong is said where it stands', () => {
  test.each([
    ['- a\n- b\n', ['1:1 inventory-shape']],
    ['two words\n', ['1:1 inventory-shape']],
    ['{}\n', ['1:1 inventory-empty']],
    ['all: { vars: { pg_port: 1 } }\n', ['1:1 inventory-empty']],
    ['all:\n  hosts: [h]\n  children: { db: { hosts: { i: } } }\n', ['2:10 inventory-shape']],
    ['all:\n  hosts: { h: text }\n', ['2:15 inventory-shape']],
    ['all:\n  hosts: { h: [1] }\n', ['2:15 inventory-shape']],
    ['all:\n  hosts: { h: }\n  vars: word\n', ['3:9 inventory-shape']],
    ['all:\n  hosts: { h: }\n  children: { db: [x] }\n', ['3:19 inventory-shape']],
    ['all:\n  hosts: { h: }\n  host: { i: }\n', ['3:3 inventory-key-ignored']],
    ['all:\n  hosts: { h: }\n  pg_cluster: x\n', ['3:3 inventory-key-ignored']],
    ["all:\n  hosts: { h: , 'x[1:': }\n", ['2:17 host-range']],
    ['all:\n  hosts: { h: }\n  vars: { ansible_group_priority: high }\n', ['3:35 group-priority']],
  ])('%j', (text, places) => {
    expect(resolve(text).places).toEqual(places)
  })

  test('all of it in one run', () => {
    expect(resolve('a: { hosts: [1], x: 1 }\nb: { vars: [], hosts: { h: , "[": } }\n').places).toEqual([
      '1:13 inventory-shape',
      '1:18 inventory-key-ignored',
      '2:12 inventory-shape',
      '2:30 host-range',
    ])
  })
})
