import fc from 'fast-check'

/** Scalars as text, many of which YAML 1.1 reads in its own way. */
const scalars = [
  '1',
  '0123',
  '0o17',
  '0x1F',
  '1_000',
  '0b101',
  '1:30',
  '-7',
  '+5',
  '1.5',
  '1e3',
  '1.0e+3',
  '.5',
  'yes',
  'No',
  'on',
  'OFF',
  'true',
  'y',
  'n',
  '~',
  'null',
  '""',
  "''",
  "'0123'",
  '"yes"',
  'text',
  'two words',
  '2031-12-31',
  '10.0.0.1',
  '08',
  '"tab\\there"',
  "'it''s'",
  '1.2.3',
]

const scalar = fc.constantFrom(...scalars)
const value = fc.oneof(
  { weight: 4, arbitrary: scalar },
  { weight: 1, arbitrary: fc.array(scalar, { maxLength: 3 }).map((items) => `[${items.join(', ')}]`) },
  {
    weight: 1,
    arbitrary: fc
      .uniqueArray(fc.tuple(fc.constantFrom('a', 'b', 'c'), scalar), { maxLength: 3, selector: ([key]) => key })
      .map((pairs) => `{${pairs.map(([k, v]) => `${k}: ${v}`).join(', ')}}`),
  },
)

/** Names that no catalogue knows, so that nothing but Ansible's rules acts on the value. */
const names = ['v_a', 'v_b', 'v_c', 'v_d', 'v_e']
const groups = ['g1', 'g2', 'g3', 'a-b', 'Z', 'zz', '_x']
const hosts = ['10.0.0.1', '10.0.0.2', '10.0.0.[1:3]', 'db[01:03]', 'db02', 'n[a:c]-[1:2]', 'nb-1', 'x[0:4:2]y', '10.0.0.2:2222', '[2001:db8::5]:22']

const variables = fc
  .uniqueArray(fc.tuple(fc.constantFrom(...names), value), { maxLength: 4, selector: ([name]) => name })
  .map((pairs) => pairs.map(([name, text]) => `${name}: ${text}`))

const priority = fc.option(fc.constantFrom('0', '1', '2', '10', '-3', "'5'"), { nil: undefined, freq: 6 })

/** The lines of the body of one group, unindented; `below` are the groups that may be its children. */
function body(depth: number, below: readonly string[]): fc.Arbitrary<string[]> {
  const vars = fc.tuple(variables, priority).map(([lines, rank]) => section('vars', rank === undefined ? lines : [...lines, `ansible_group_priority: ${rank}`]))
  const members = fc.uniqueArray(fc.tuple(fc.constantFrom(...hosts), variables), { maxLength: 3, selector: ([name]) => name }).map((entries) =>
    section(
      'hosts',
      entries.map(([name, lines]) => (lines.length === 0 ? `'${name}':` : `'${name}': {${lines.join(', ')}}`)),
    ),
  )
  const children = depth === 0 || below.length === 0 ? fc.constant<string[]>([]) : groupMap(below, depth - 1).map((lines) => section('children', lines))
  return fc
    .tuple(vars, members, children, fc.shuffledSubarray([0, 1, 2], { minLength: 1 }))
    .map(([a, b, c, order]) => order.flatMap((at) => [a, b, c][at] ?? []))
}

/** Children come after their parents in the list of groups, but for a few that make a circle. */
function groupMap(from: readonly string[], depth: number): fc.Arbitrary<string[]> {
  const entry = fc
    .tuple(fc.constantFrom(...from), fc.integer({ min: 0, max: 99 }))
    .chain(([name, chance]) => fc.tuple(fc.constant(name), body(depth, chance === 0 ? groups : groups.slice(groups.indexOf(name) + 1))))
  return fc
    .uniqueArray(entry, { minLength: 1, maxLength: 3, selector: ([name]) => name })
    .map((entries) => entries.flatMap(([name, lines]) => section(name, lines)))
}

function section(name: string, lines: readonly string[]): string[] {
  return [`${name}:`, ...lines.map((line) => `  ${line}`)]
}

/** The text of an inventory: groups under several parents and in several places, hosts in many groups, ranges, circles now and then. */
export const inventoryText: fc.Arbitrary<string> = fc
  .tuple(body(3, groups), fc.option(groupMap(groups, 1), { nil: [] }), fc.option(body(0, []), { nil: undefined }))
  .map(([all, others, ungrouped]) => {
    // Ansible's own group has no children and no parent but `all`: elsewhere its membership depends on the order of sections.
    const rest = ungrouped === undefined ? [] : section('ungrouped', ungrouped)
    return `${[...section('all', all), ...others, ...rest].join('\n')}\n`
  })

/** What the texts above are made of. */
export const variableNames: readonly string[] = names
export const groupNames: readonly string[] = groups
export const hostPatterns: readonly string[] = hosts
export const yamlScalars: readonly string[] = scalars
