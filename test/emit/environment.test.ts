import { describe, expect, test } from 'vitest'
import { templates } from '#templates'
import { precompile } from '../../build/templates.mjs'
import { Bug } from '../../src/diagnostics/invariant.js'
import { render } from '../../src/emit/environment.js'
import { InexpressibleValue } from '../../src/emit/inexpressible.js'
import { compileTemplate } from './compile-template.js'

function rendered(template: string, view: unknown): string {
  return render('t', view, { t: compileTemplate(template) })
}

describe('render', () => {
  test('lays out loops, conditions, macros and filters; tags leave no lines behind', () => {
    const template = `# header
{% macro entry(name, value) %}
  {{ name | yaml }}: {{ value | yaml }}
{% endmacro %}
{% for item in items %}
  {% if item.on %}
{{ entry(item.name, item.value) }}
  {%- endif %}
{% endfor %}
{% set port = 5432 %}
port: {{ port | yaml }}{{ ',' if comma else '' }}
rest:
{{ rest | block(2) }}
`
    const items = [
      { name: 'a', value: 1, on: true },
      { name: 'b', value: 2, on: false },
      { name: 'c', value: 'x"', on: true },
    ]
    expect(rendered(template, { items, comma: false, rest: { k: ['v'] } })).toBe('# header\n  "a": 1\n  "c": "x\\""\nport: 5432\nrest:\n  k:\n    - "v"\n')
  })

  test('ends with exactly one newline', () => {
    expect(rendered('a\n\n\n', {})).toBe('a\n')
    expect(rendered('a', {})).toBe('a\n')
    expect(rendered('\uFEFFa\r\nb\r\n', {})).toBe('a\nb\n')
  })

  test('offers the whole view', () => {
    expect(rendered('{{ view | block(0) }}', { a: 1 })).toBe('a: 1\n')
    expect(rendered('{{ view | yaml }}', { view: 1 })).toBe('1\n')
  })

  test('lets InexpressibleValue through and turns anything else into a bug', () => {
    expect(() => rendered('{{ a | pgbackrest }}', { a: 'x\ny' })).toThrow(InexpressibleValue)
    expect(() => rendered('{{ a | pgbackrest }}', {})).toThrow(Bug)
    expect(() => rendered('{{ a | upper }}', { a: 'x' })).toThrow('template t: no quoting filter is called upper')
    expect(() => render('nowhere', {}, {})).toThrow('there is no template nowhere')
    expect(() => render('constructor', {}, {})).toThrow('there is no template constructor')
  })

  test('does not take names from prototypes', () => {
    expect(() => rendered('{{ constructor | line }}', {})).toThrow(Bug)
  })
})

describe('the build', () => {
  test.each([['{{ a }}'], ['{{ a.b }}'], ['{{ a if b else "c" }}'], ['{{ "x" if b }}'], ['{{ f(a) }}'], ['{{ a ~ "x" }}']])(
    'refuses %s: no filter',
    (template) => {
      expect(() => precompile('c/f.njk', `x\n${template}\n`)).toThrow(/^c\/f\.njk:2: a value is printed without/)
    },
  )

  test.each([['{% include "x" %}'], ['{% import "x" as y %}'], ['{% extends "x" %}'], ['{% block x %}{% endblock %}']])('refuses %s', (template) => {
    expect(() => precompile('c/f.njk', template)).toThrow(/^c\/f\.njk:1: the tag /)
  })

  test('makes every template a function', () => {
    for (const template of Object.values(templates)) expect(template).toBeTypeOf('function')
  })
})
