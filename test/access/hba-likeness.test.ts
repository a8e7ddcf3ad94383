import { expect, test } from 'vitest'
import { HbaLikeness } from '../../src/access/hba-likeness.js'
import { rulesOfCluster } from '../../src/access/hba-suspects.js'
import { Source } from '../../src/source/source.js'
import { check } from '../../src/understand.js'

/** The numbers of the clusters whose server rules are those of no cluster before, in an inventory that gives all of them the same. */
function firsts(rules: string, clusters: readonly string[]): number[] {
  const groups = clusters.map(
    (more, index) =>
      `    c${index}: { hosts: { 10.0.1.${index + 1}: { pg_seq: 1, pg_role: primary } }, vars: { pg_cluster: c${index}${more === '' ? '' : `, ${more}`} } }`,
  )
  const others = ['infra: { hosts: { 10.0.0.1: { infra_seq: 1 } } }', 'etcd: { hosts: { 10.0.0.1: { etcd_seq: 1 } } }']
  const lines = [
    'all:',
    '  children:',
    ...others.map((group) => `    ${group}`),
    ...groups,
    '  vars:',
    '    pg_default_hba_rules: []',
    `    pg_hba_rules: [${rules}]`,
    '',
  ]
  const { model, diagnostics } = check({ inventories: [new Source('inventory.yml', lines.join('\n'))] })
  if (model === undefined) throw new Error(diagnostics.map(({ message }) => message).join('\n'))
  const likeness = new HbaLikeness()
  return model.clusters.flatMap((cluster, index) =>
    rulesOfCluster(cluster).some((file) => file.reader === 'postgres' && likeness.isFirst(file)) ? [index] : [],
  )
}

const user = (more: string): string => `pg_users: [{ name: app, ${more} }]`

// The first says that its rules are new; the second is the one that others are like. There are administrators and readers among the default roles.
test('files with the same rules are alike where accounts differ in nothing that the rules know', () => {
  expect(
    firsts("{ user: '+dbrole_readonly', addr: world, auth: deny }", [
      '',
      '',
      '',
      user('password: x'),
      user('roles: [dbrole_admin]'),
      user('roles: [pg_monitor]'),
    ]),
  ).toEqual([0, 1])
})

test('a name in the rules, its login and its roles count', () => {
  const rule = "{ user: app, addr: world, auth: deny }, { user: '+dbrole_readonly', addr: intra }"
  expect(firsts(rule, ['', '', user('login: true'), user('login: true'), user('login: false'), user('roles: [dbrole_readonly]')])).toEqual([0, 1, 2, 4, 5])
})

test.each([
  ['the kinds of connections that the server takes', '', 'pg_parameters: { ssl: off }'],
  ['the intranet', '', 'node_firewall_intranet: [10.0.0.0/9]'],
  ['rules of its own', '', 'pg_hba_rules: [{ addr: world }]'],
])('%s', (_, same, different) => {
  expect(firsts('{ addr: world, auth: deny }', ['', same, same, different])).toEqual([0, 1, 3])
})

test('rules that compare the names of databases and users are never alike', () => {
  expect(firsts('{ db: sameuser, addr: world, auth: deny }', ['', '', ''])).toEqual([0, 1, 2])
})
