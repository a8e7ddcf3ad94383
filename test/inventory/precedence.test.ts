import { describe, expect, test } from 'vitest'
import { resolve } from './resolve.js'

/** The value of `x` for host h. */
function x(text: string): unknown {
  return resolve(text).of('h').variables().x
}

describe('precedence', () => {
  test('a default is beaten by all, all by a parent, a parent by its child, the child by the host', () => {
    const layers = [
      'all: { vars: { pg_port: 1001 } }',
      'parent: { children: { child: }, vars: { pg_port: 1002 } }',
      'child: { hosts: { h: }, vars: { pg_port: 1003 } }',
    ]
    const port = (...lines: string[]): number =>
      resolve(`${lines.join('\n')}\n`)
        .of('h')
        .get('pg_port')
    expect(port('child: { hosts: { h: } }')).toBe(5432)
    expect(port('child: { hosts: { h: } }', layers[0] ?? '')).toBe(1001)
    expect(port('child: { hosts: { h: } }', ...layers.slice(0, 2))).toBe(1002)
    expect(port(...layers)).toBe(1003)
    expect(port(...layers, 'other: { hosts: { h: { pg_port: 1004 } } }')).toBe(1004)
  })

  test('hosts whose groups read alike are told apart', () => {
    const { of } = resolve(['a', 'bc', 'ab', 'c'].map((group, index) => `${group}: { hosts: { h${index >> 1}: }, vars: { x: ${group} } }`).join('\n'))
    expect([of('h0').variables(), of('h1').variables()]).toEqual([{ x: 'bc' }, { x: 'c' }])
  })

  test('the deeper group wins, whatever its name and place', () => {
    expect(x('all: { children: { zz: { hosts: { h: }, vars: { x: shallow } }, p: { children: { aa: { hosts: { h: }, vars: { x: deep } } } } } }')).toBe('deep')
  })

  test('among equally deep groups the later name wins, upper case before lower case', () => {
    expect(x('b: { hosts: { h: }, vars: { x: b } }\na: { hosts: { h: }, vars: { x: a } }')).toBe('b')
    expect(x('Z: { hosts: { h: }, vars: { x: Z } }\na: { hosts: { h: }, vars: { x: a } }')).toBe('a')
    expect(x('g10: { hosts: { h: }, vars: { x: g10 } }\ng9: { hosts: { h: }, vars: { x: g9 } }')).toBe('g9')
  })

  test('ansible_group_priority comes before the name and after the depth, and is no variable of a host', () => {
    const text = 'b: { hosts: { h: }, vars: { x: b } }\na: { hosts: { h: }, vars: { x: a, ansible_group_priority: 10 } }'
    expect(resolve(text).of('h').variables()).toEqual({ x: 'a' })
    expect(x(`${text}\np: { children: { deep: { hosts: { h: }, vars: { x: deep, ansible_group_priority: 1 } } } }`)).toBe('deep')
    expect(x("b: { hosts: { h: }, vars: { x: b, ansible_group_priority: '-1' } }\na: { hosts: { h: }, vars: { x: a } }")).toBe('a')
  })

  test('for one group or one host the last place counts', () => {
    expect(x('all: { children: { p: { children: { g: { vars: { x: first } } } }, g: { hosts: { h: }, vars: { x: last } } } }')).toBe('last')
    expect(x('all: { children: { p: { children: { g: { hosts: { h: { x: first } } } } }, g: { hosts: { h: { x: last } } } } }')).toBe('last')
  })

  test('lists and maps are replaced as a whole, and null replaces too', () => {
    expect(x('all: { vars: { x: [1, 2] }, hosts: { h: { x: [3] } } }')).toEqual([3])
    expect(x('all: { vars: { x: { a: 1 } }, hosts: { h: { x: { b: 2 } } } }')).toEqual({ b: 2 })
    expect(x('g: { hosts: { h: }, vars: { x: { a: 1 } } }\np: { children: { g: { vars: { x: { b: 2 } } } } }')).toEqual({ b: 2 })
    expect(x('all: { vars: { x: 1 }, hosts: { h: { x: } } }')).toBeNull()
  })

  test('every definition is kept, the strongest first', () => {
    const text =
      'all: { vars: { x: 1 } }\np: { children: { g: }, vars: { x: 2 } }\ng: { hosts: { h: { x: 5 } }, vars: { x: 3 } }\nother: { children: { g: { vars: { x: 4 } } } }'
    const found = resolve(text).of('h').definitions('x')
    expect(found.map(({ layer, entry }) => [layer.kind, layer.name, `${entry.value.at}`])).toEqual([
      ['host', 'h', '1.yml:3:23'],
      ['group', 'g', '1.yml:4:38'],
      ['group', 'g', '1.yml:3:41'],
      ['group', 'p', '1.yml:2:35'],
      ['group', 'all', '1.yml:1:19'],
    ])
  })
})
