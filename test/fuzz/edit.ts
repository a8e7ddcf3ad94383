import fc from 'fast-check'

/** Pieces of YAML, of Jinja, of INI, and what is none of them. */
const pieces = [
  ...[
    '&a ',
    '*a',
    '<<: *a\n',
    '<<: [*a, *a]\n',
    '!vault |\n  $ANSIBLE_VAULT;1.1;AES256\n',
    '!unsafe ',
    '!!int ',
    '!!binary ',
    '!x ',
    '{{ x }}',
    '{{ hostvars }}',
    '{% raw %}',
  ],
  ...[
    '- ',
    ': ',
    ':',
    '? ',
    '|\n',
    '>-\n',
    '|9\n',
    '\t',
    '---\n',
    '...\n',
    '%YAML 1.2\n---\n',
    '# ',
    '"',
    "'",
    '[',
    ']',
    '{',
    '}',
    ',',
    '\\',
    '@',
    '`',
    '%',
    '=',
    '~',
    '!',
    '*',
    '&',
    '<<',
  ],
  ...[
    '\n',
    '\r\n',
    '\r',
    '\0',
    '\ufeff',
    '\u0085',
    '\u2028',
    '\ud800',
    '\udc00',
    '\x07',
    '\x1b[2J',
    '😀',
    ' '.repeat(40),
    '[group]\n',
    '[group:vars]\n',
    'host a=1\n',
    '[all:children]\n',
    '0x',
    '1_000',
    '1:30:00',
  ],
]

/** One change of a text: a stretch of it goes, comes twice, goes elsewhere, or something comes in its place. */
export const edit = fc.record({
  kind: fc.constantFrom('cut', 'double', 'move', 'insert', 'replace', 'indent', 'line', 'endings', 'truncate'),
  at: fc.nat(),
  size: fc.oneof(fc.nat(6), fc.nat(80)),
  to: fc.nat(),
  piece: fc.constantFrom(...pieces),
})

type Edit = typeof edit extends fc.Arbitrary<infer T> ? T : never

export function edited(text: string, { kind, at, size, to, piece }: Edit): string {
  const from = at % (text.length + 1)
  const cut = text.slice(from, from + size)
  const [head, tail] = [text.slice(0, from), text.slice(from + size)]
  const lines = text.split('\n')
  const line = at % lines.length
  switch (kind) {
    case 'cut':
      return head + tail
    case 'double':
      return head + cut + cut + tail
    case 'move': {
      const rest = head + tail
      const place = to % (rest.length + 1)
      return rest.slice(0, place) + cut + rest.slice(place)
    }
    case 'insert':
      return head + piece + cut + tail
    case 'replace':
      return head + piece + tail
    case 'indent':
      return lines.map((each, index) => (index === line ? ' '.repeat(size % 9) + each.trimStart() : each)).join('\n')
    case 'line': {
      const [taken = ''] = lines.splice(line, 1)
      lines.splice(to % (lines.length + 1), 0, taken, ...(size % 2 === 0 ? [taken] : []))
      return lines.join('\n')
    }
    case 'endings':
      return text.replaceAll('\n', piece.includes('\r') || size % 2 === 0 ? '\r\n' : '\r')
    case 'truncate':
      return head
  }
}
