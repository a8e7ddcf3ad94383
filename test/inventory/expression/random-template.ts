import fc from 'fast-check'

type Text = fc.Arbitrary<string>

/** Fills `#` in a pattern with generated expressions, in order. */
function filled(pattern: string, ...parts: Text[]): Text {
  return fc.tuple(...parts).map((texts) => texts.reduce((text, part) => text.replace('#', () => part), pattern))
}

const integer = fc.constantFrom(
  'n',
  'zero',
  'neg',
  'big',
  'ns',
  '0',
  '1',
  '2',
  '7',
  '100',
  'd.k',
  "d['k']",
  'l[0]',
  'l[-1]',
  'ld[1].a',
  'ld.0.a',
  "hostvars['h3'].v",
  'l | length',
  'e|count',
)
const float = fc.constantFrom('f', 'g', '0.5', '2.5', '1e3', '1.25e-3', '3.0', '0.1')
const text = fc.constantFrom(
  's',
  'num',
  'csv',
  'quoted',
  'yes_text',
  't',
  'nt',
  'bl',
  'nested',
  "'a b'",
  '"it\'s"',
  "''",
  "'ü€'",
  "'[1, 2]'",
  'inventory_hostname',
  'd["a b"]',
  'd[5]',
  "hostvars['h2.example'].q",
  "'5'",
)
const list = fc.constantFrom(
  'l',
  'e',
  'ls',
  'mixed',
  'nl',
  'ld',
  'd.deep.er',
  "groups['web']",
  'groups.deep',
  'group_names',
  '[1, 2.0, n]',
  "['x', s, none]",
  '[[1], {}]',
)
const map = fc.constantFrom('d', 'd.deep', "{'a': n, 'b': s}", '{}', 'ld[0]', 'ld[0].b')
const bool = fc.constantFrom('tt', 'ff', 'true', 'False')
const missing = fc.constantFrom('nope', 'd.nope', 'nope.more', 'l[9]', 'bad', "hostvars['h9'].v", "hostvars['nobody']")

const { any } = fc.letrec<Record<'number' | 'text' | 'list' | 'bool' | 'any', string>>((tie) => {
  const [number, words, items, truth, whatever] = [tie('number'), tie('text'), tie('list'), tie('bool'), tie('any')]
  const sign = fc.constantFrom('+', '-', '*', '/', '//', '%')
  const relation = fc.constantFrom('==', '!=', '<', '<=', '>', '>=')
  return {
    number: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      integer,
      float,
      filled('(# # #)', number, sign, number),
      filled('# # # # #', number, sign, number, sign, number),
      filled('# ** #', integer, fc.constantFrom('0', '1', '2', '3')),
      filled('-#', number),
      filled('(#) | int', fc.oneof(words, number)),
      filled('(#) | float', fc.oneof(words, number)),
      filled('(#) | #', number, fc.constantFrom('abs', 'round', 'round(1)', 'round(2)', "round(0, 'ceil')", "round(1, 'floor')", 'round | int')),
      filled('(#) | length', fc.oneof(words, items, map)),
      filled('# | #', fc.constantFrom('l', 'e', '[1.5, n]'), fc.constantFrom('sum', 'max', 'min')),
    ),
    text: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      text,
      filled('# ~ #', whatever, whatever),
      filled('# + #', text, text),
      filled('(#) | #', whatever, fc.constantFrom('string', 'lower', 'upper', 'trim', 'to_json', 'quote')),
      filled('(#) | #', words, fc.constantFrom("replace('t', 'T')", "replace('a', '', 1)", "trim('xt')", 'b64encode', 'first', 'last')),
      filled('(#) | join(#)', items, fc.constantFrom("','", "''", "' - '")),
    ),
    list: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      list,
      filled('# + #', list, list),
      filled('[#, #]', whatever, whatever),
      filled(
        '(#) | #',
        items,
        fc.constantFrom(
          'list',
          'sort',
          'unique',
          'sort(reverse=true)',
          'sort(case_sensitive=true)',
          "map('string')",
          "map('upper') | list",
          'select',
          'reject | list',
        ),
      ),
      filled(
        'ld | #',
        fc.constantFrom(
          "map(attribute='a')",
          "map(attribute='b.c') | list",
          "selectattr('a', '==', 1)",
          "selectattr('on_it', 'defined')",
          "sort(attribute='a', reverse=true)",
          "rejectattr('a', 'equalto', 2) | list",
        ),
      ),
      filled('(#) | split', text),
      filled("(#) | split(',')", text),
      filled('# | list', fc.oneof(text, map)),
    ),
    bool: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      bool,
      filled('# # #', number, relation, number),
      filled('# # #', text, relation, text),
      filled('(#) # (#)', whatever, fc.constantFrom('==', '!='), whatever),
      filled('# in (#)', fc.oneof(text, integer), items),
      filled('# not in #', text, fc.oneof(text, map)),
      filled('not #', truth),
      filled('# and #', truth, truth),
      filled('(# or #)', truth, truth),
      filled('(#) | bool', whatever),
      filled('1 < # <= #', number, number),
    ),
    any: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      number,
      words,
      items,
      map,
      truth,
      fc.constant('none'),
      fc.constant('z'),
      filled('(# if # else #)', whatever, truth, whatever),
      filled('(# or #)', whatever, whatever),
      filled('(# and #)', whatever, whatever),
      filled('(# | default(#))', fc.oneof(missing, whatever), whatever),
      filled('(# | d(#, true))', whatever, whatever),
      filled('(# | default)', missing),
      filled('((#) | ternary(#, #))', truth, whatever, whatever),
      filled('(#) | #', items, fc.constantFrom('first', 'last')),
      { weight: 1, arbitrary: missing },
      // Mostly a mistake: both must refuse it, or neither.
      filled('(# # #)', whatever, sign, whatever),
      filled(
        '(#) | #',
        whatever,
        fc.constantFrom('length', 'list', 'sort', 'join', 'abs', 'round', 'sum', 'first', 'unique', 'split', 'min', "map('int')", 'int', 'float'),
      ),
    ),
  }
})

/** A value with expressions: one alone, one in a text, several, inside what looks like a list or map. */
export const template: Text = fc.oneof(
  { weight: 6, arbitrary: filled('{{ # }}', any) },
  { weight: 1, arbitrary: filled('{{#}}', fc.constantFrom('n', 's', 'tt', 'z', 'l', 'ns', 'f', 'g', 'big', 'd', 'nl')) },
  filled('a {{ # }} b', any),
  filled('{{ # }}{{ # }}', any, any),
  filled('x: {{- # -}} \n y', any),
  filled("['{{ # }}', {{ # }}]", text, any),
  filled('{"a": {{ # }}, \'b\': "{{ # }}"}', any, text),
  filled('{{ # }}\n', any),
  filled('{{ {"k": #} }}', any),
)
