import fc from 'fast-check'
import { groupNames, hostPatterns, inventoryText, variableNames, yamlScalars } from './random-inventory.js'

/** Inventories in some form: files, and which of them Ansible is given. */
export interface Case {
  /** Path -> text. */
  readonly files: Readonly<Record<string, string>>
  /** Directories without a file in them. */
  readonly directories: readonly string[]
  readonly sources: readonly string[]
  /** Sources that are output of `ansible-inventory --list`: Ansible reads that from a script only. */
  readonly listed: readonly string[]
  readonly extra: readonly string[]
}

const groups = [...groupNames, 'all', 'ungrouped']
const hosts = ['10.0.0.1', '10.0.0.2', 'db01', 'db02', 'na-1', 'x0y', '2001:db8::5']

/** Values of an INI inventory, many of which are Python's literals. */
const iniValues = [
  ...['1', '0', '-7', '+5', '0123', '007', '1_000', '1__0', '0x1F', '0o17', '0b101', '1.5', '1.', '.5', '1e3', '1E-7', '1e16', '12345678901234567890'],
  ...['True', 'true', 'False', 'None', 'none', 'null', 'yes', 'text', 'text # no comment', '5 # five', '"quoted"', "'single'", "'it''s'", '"a" "b"'],
  ...[
    '[1, 2]',
    "['a', 'b',]",
    "{'a': 1, 'b': [True, None]}",
    '(1, 2)',
    '1,2',
    'a,b',
    '()',
    '[]',
    '{}',
    '[1',
    '{a: 1}',
    "{'a': 1.0}",
    "{2: 'x', 1: None}",
    "r'\\d'",
  ],
  ...[
    "'\\x41\\u00e9\\n'",
    '"tab\\t"',
    "'\\q'",
    '10.0.0.1',
    '10.0.0.1:80',
    '-',
    '--',
    '...x',
    '',
    '"',
    "'open",
    'a=b',
    '==',
    '$HOME',
    'a;b',
    '; c',
    'ä ö',
    '- 5',
    '-(5)',
  ],
  ...['{{ v_a }}', '2031-12-31', '08', '1if', 'set', 'b', "u'x'", '((1))', '[[1], [2, (3, 4)]]', '"\\""', 'C:\\path', '9007199254740993', '-0', '-0.0'],
]

/** The same behind a host, where a shell's quotes come first. */
const hostValues = [
  ...[
    '1',
    '-7',
    '0123',
    '1.0',
    'True',
    'yes',
    'text',
    '"two words"',
    "'two words'",
    '"5"',
    '\'"5"\'',
    '"\'5\'"',
    '[1,2]',
    '"[1, 2]"',
    '"{\'a\':1}"',
    '""',
    'a\\ b',
  ],
  ...['a"b c"d', '"a\\"b"', "'a\\b'", '"a\\b"', '"a#b"', "'#'", '1_0', 'None', '10.0.0.9', 'a=b', '"x=y z"', '0x10', '.5', '"1, 2"', 'é'],
]

const word = fc.constantFrom(...variableNames)
const comment = fc.constantFrom('', '', '', '# comment', '; comment', '   ', '\t# indented')

function lines(of: fc.Arbitrary<string>, maxLength: number): fc.Arbitrary<string[]> {
  return fc.array(fc.tuple(of, comment), { maxLength }).map((pairs) => pairs.flat())
}

const hostLine = fc
  .tuple(
    fc.constantFrom(...hostPatterns),
    fc.array(
      fc.tuple(word, fc.constantFrom(...hostValues)).map(([name, value]) => `${name}=${value}`),
      { maxLength: 3 },
    ),
    fc.constantFrom('', '', ' # comment', '  '),
  )
  .map(([host, pairs, end]) => [host, ...pairs].join(' ') + end)

const varsLine = fc.oneof(
  { weight: 9, arbitrary: fc.tuple(word, fc.constantFrom('=', ' = ', '= '), fc.constantFrom(...iniValues)).map((parts) => parts.join('')) },
  { weight: 1, arbitrary: fc.constantFrom('ansible_group_priority=2', 'ansible_group_priority = 10', 'ansible_group_priority=-1') },
)

const head = (name: string, kind: string): string => `[${name}${kind}]`

/** Sections in any order; a child and a group with variables have a section of their own, but for a few. */
const iniText: fc.Arbitrary<string> = fc
  .tuple(
    lines(hostLine, 2),
    fc.array(
      fc.oneof(
        fc.tuple(fc.constantFrom(...groupNames), lines(hostLine, 3)).map(([name, body]) => [head(name, ''), ...body]),
        fc.tuple(fc.constantFrom(...groups), lines(varsLine, 4)).map(([name, body]) => [head(name, ':vars'), ...body]),
        fc
          .tuple(fc.integer({ min: 0, max: groupNames.length - 2 }), fc.integer({ min: 0, max: 99 }))
          .chain(([at, chance]) =>
            lines(fc.constantFrom(...(chance === 0 ? groupNames : groupNames.slice(at + 1))), 2).map((body) => [
              head(groupNames[at] ?? '', ':children'),
              ...body,
            ]),
          ),
      ),
      { maxLength: 6 },
    ),
    fc.integer({ min: 0, max: 30 }),
  )
  .map(([first, sections, chance]) => {
    const text = [...first, ...sections.flat()]
    const named = new Set(text.flatMap((line) => /^\[(.*):vars\]$/.exec(line)?.[1] ?? (groupNames.includes(line) ? line : [])))
    const missing = chance === 0 ? [] : [...named].filter((name) => !groups.slice(-2).includes(name)).map((name) => head(name, ''))
    return `${[...text, ...missing].join('\n')}\n`
  })

const json = fc.constantFrom<unknown>(
  0,
  1,
  -7,
  1.5,
  1e21,
  true,
  false,
  null,
  '',
  'text',
  'yes',
  '0123',
  '2031-12-31',
  [1, 'a'],
  { a: 1, b: [null] },
  'é"\\\n',
  [],
  {},
)
const jsonVariables = fc.uniqueArray(fc.tuple(word, json), { maxLength: 4, selector: ([name]) => name }).map((pairs) => Object.fromEntries(pairs))

/** What `ansible-inventory --list` prints has this form. */
const listedText: fc.Arbitrary<string> = fc
  .tuple(
    fc.uniqueArray(
      fc.tuple(
        fc.integer({ min: 0, max: groupNames.length - 1 }),
        fc.uniqueArray(fc.constantFrom(...hosts), { maxLength: 3 }),
        fc.uniqueArray(fc.constantFrom(...groupNames), { maxLength: 2 }),
        fc.option(jsonVariables, { nil: undefined }),
      ),
      { minLength: 1, maxLength: 4, selector: ([at]) => at },
    ),
    fc.array(fc.tuple(fc.constantFrom(...hosts), jsonVariables), { maxLength: 3 }),
    fc.option(jsonVariables, { nil: undefined }),
    fc.boolean(),
  )
  .map(([entries, hostvars, vars, short]) => {
    const own = entries.map(([at, members, children, variables]): [string, unknown] => {
      const below = children.filter((name) => groupNames.indexOf(name) > at)
      if (short && below.length === 0 && variables === undefined) return [groupNames[at] ?? '', members]
      return [groupNames[at] ?? '', { hosts: members, children: below, ...(variables === undefined ? {} : { vars: variables }) }]
    })
    const all = { children: ['ungrouped', ...own.map(([name]) => name)], ...(vars === undefined ? {} : { vars }) }
    return JSON.stringify({ _meta: { hostvars: Object.fromEntries(hostvars) }, all, ...Object.fromEntries(own) }, undefined, 2)
  })

const yamlVariables = fc
  .uniqueArray(fc.tuple(word, fc.constantFrom(...yamlScalars)), { maxLength: 4, selector: ([name]) => name })
  .map((pairs) => pairs.map(([name, text]) => `${name}: ${text}\n`).join(''))
const variablesText = fc.oneof(
  { weight: 6, arbitrary: yamlVariables },
  { weight: 2, arbitrary: jsonVariables.map((map) => JSON.stringify(map)) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('', '# nothing\n', '---\n', '{"v_a": 1e3, "v_b": 1E3, "v_a": 2.0}', 'ansible_group_priority: 9\nv_c: 1\n', 'v_a: 1\nv_a: 2\n'),
  },
)

/** group_vars and host_vars below one directory. */
function besides(prefix: string): fc.Arbitrary<readonly [string, string][]> {
  const place = fc.oneof(
    fc.constantFrom(...groups, 'nobody').map((name) => `group_vars/${name}`),
    fc.constantFrom(...hosts).map((name) => `host_vars/${name}`),
  )
  const end = fc.constantFrom(
    '',
    '.yml',
    '.yml',
    '.yaml',
    '.json',
    '/a.yml',
    '/b',
    '/b.json',
    '/sub/c.yml',
    '/.hidden.yml',
    '/d.txt',
    '/e.yml~',
    '/x.d/f.yml',
    '.yml/g.yml',
    '/10',
    '/9',
  )
  return fc
    .array(fc.tuple(place, end, variablesText), { maxLength: 5 })
    .map((entries) => entries.map(([path, ending, text]): [string, string] => [`${prefix}${path}${ending}`, text]))
}

const fileNames = ['hosts', '10-first.yml', '9-second', 'b.yaml', 'B.yml', 'c.inventory', 'sub/a.yml', 'sub/deep/z', 'sub.d/y.yml']
const ignoredNames = ['hosts.ini', 'README.md', '.hidden.yml', 'old.yml~', 'x.bak', 'sub/group_vars/all.yml', 'ansible.cfg', 'sub.orig/h.yml']

function texts(path: string): fc.Arbitrary<string> {
  const extension = path.split('/').at(-1)?.split('.').slice(1).join('.') ?? ''
  if (extension === 'inventory' || extension === 'ini') return iniText
  return /ya?ml/.test(extension) ? fc.oneof({ weight: 3, arbitrary: inventoryText }, { weight: 1, arbitrary: iniText }) : fc.oneof(inventoryText, iniText)
}

/** A directory as inventory. */
function directory(name: string): fc.Arbitrary<{ files: (readonly [string, string])[]; source: string }> {
  const file = (paths: readonly string[]): fc.Arbitrary<readonly [string, string]> =>
    fc.constantFrom(...paths).chain((path) => texts(path).map((text) => [`${name}/${path}`, text] as const))
  return fc
    .tuple(fc.array(file(fileNames), { minLength: 1, maxLength: 3 }), fc.array(file(ignoredNames), { maxLength: 2 }), besides(`${name}/`))
    .map(([own, ignored, beside]) => ({ files: [...ignored.filter(isCompanion(own)), ...own, ...beside], source: name }))
}

/** A directory without a file that Ansible reads fails under the strict setting of the test: what is ignored in one wants company. */
function isCompanion(own: readonly (readonly [string, string])[]): (file: readonly [string, string]) => boolean {
  return ([path]) => {
    const folder = /^[^/]*\/(?:sub\/)?/.exec(path)?.[0] ?? ''
    return own.some(([other]) => other.startsWith(folder))
  }
}

/** A file with variables beside it. */
function single(name: string): fc.Arbitrary<{ files: (readonly [string, string])[]; source: string; listed?: true }> {
  const kind = fc.constantFrom('a.yml', 'b.ini', 'hosts', 'g.json')
  return fc.oneof(
    {
      weight: 4,
      arbitrary: fc
        .tuple(
          kind.chain((file) => texts(file).map((text) => [`${name}/${file}`, text] as const)),
          besides(`${name}/`),
        )
        .map(([own, beside]) => ({ files: [own, ...beside], source: own[0] })),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(listedText, besides(`${name}/`))
        .map(([text, beside]) => ({ files: [[`${name}/list.json`, text] as const, ...beside], source: `${name}/list.json`, listed: true as const })),
    },
  )
}

const extraArgument = fc.oneof(
  fc.constantFrom(
    'v_a=1',
    'v_b="two words" v_c=x',
    "v_a='q'  v_d=a=b",
    'v_e=',
    'v_a=[1,2]',
    'v_b="a\\"b"',
    'v_c={{ v_a }} v_d=2',
    'v_a=x\\ty',
    '',
    'v_b=é v_c="\\u00e9"',
    "v_d='open\"x'",
  ),
  jsonVariables.map((map) => JSON.stringify(map)),
  fc.constantFrom('{v_a: yes, v_b: [1, 2]}', '{"v_a": 1e3}'),
  fc.constant('@extra.yml'),
)

export const randomCase: fc.Arbitrary<Case> = fc
  .tuple(
    fc.array(
      fc.constantFrom('x', 'y', 'x').chain((name) => fc.oneof(single(name), directory(name))),
      { minLength: 1, maxLength: 3 },
    ),
    fc.array(extraArgument, { maxLength: 2 }),
    variablesText,
    fc.array(
      fc.constantFrom(...groups).map((name) => `x/group_vars/${name}`),
      { maxLength: 1 },
    ),
  )
  .map(([sources, extra, extraText, empty]) => {
    const files: Record<string, string> = { 'extra.yml': extraText }
    // What is a file in one source may be a directory in another: the first one stays.
    for (const [path, text] of sources.flatMap((source) => source.files))
      if (!Object.keys(files).some((other) => other.startsWith(`${path}/`) || path.startsWith(`${other}/`))) files[path] = text
    const kept = sources.filter(({ source }) => Object.keys(files).some((path) => path === source || path.startsWith(`${source}/`)))
    return {
      files,
      directories: empty.filter((path) => files[path] === undefined && `${path}` in files === false),
      sources: kept.map(({ source }) => source),
      listed: kept.flatMap((source) => ('listed' in source ? [source.source] : [])),
      extra,
    }
  })
  .filter(({ sources }) => sources.length > 0)
