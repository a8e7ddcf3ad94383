import { expect, test } from 'vitest'
import { Source } from '../../src/source/source.js'
import { check } from '../../src/understand.js'
import { minimal } from '../compile.js'

const shown = (more: string): readonly string[] => {
  const text = minimal({ cluster: `pg_admin_password: Kestrel.Marsh.81\n${more}` })
  const { secrets } = check({ inventories: [new Source('i.yml', text)] })
  return secrets.map(({ start, end }) => text.slice(start, end))
}

test('a credential that is written again, where a finding points, is one there too', () => {
  expect(shown('pg_max_conn: 700').filter((text) => text === 'Kestrel.Marsh.81')).toHaveLength(1)
  expect(shown('my_note: Kestrel.Marsh.81').filter((text) => text === 'Kestrel.Marsh.81')).toHaveLength(2)
  expect(shown('my_note: [ the Kestrel.Marsh.81 one, Kestrel.Marsh.81 ]').filter((text) => text === 'Kestrel.Marsh.81')).toHaveLength(3)
})

test('a name that is in clear where the catalogue wants a name is none', () => {
  expect(shown('pg_users: [ { name: Kestrel.Marsh.81 } ]\nmy_note: Kestrel.Marsh.81').filter((text) => text === 'Kestrel.Marsh.81')).toHaveLength(1)
})
