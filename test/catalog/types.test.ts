import { expectTypeOf, test } from 'vitest'
import type { ParameterName, ParameterValue } from '../../src/catalog/catalog.js'
import type { Plain } from '../../src/syntax/node.js'

test('the type of a value follows from its entry', () => {
  expectTypeOf<ParameterValue<'pg_version'>>().toEqualTypeOf<number>()
  expectTypeOf<ParameterValue<'pg_port'>>().toEqualTypeOf<number>()
  expectTypeOf<ParameterValue<'pg_shared_buffer_ratio'>>().toEqualTypeOf<number>()
  expectTypeOf<ParameterValue<'pg_max_conn'>>().toEqualTypeOf<number | 'auto'>()
  expectTypeOf<ParameterValue<'patroni_enabled'>>().toEqualTypeOf<boolean>()
  expectTypeOf<ParameterValue<'pg_users'>>().toEqualTypeOf<readonly Plain[]>()
  expectTypeOf<ParameterValue<'pgbackrest_repo'>>().toEqualTypeOf<{ readonly [key: string]: Plain }>()
  expectTypeOf<ParameterValue<'pg_default_service_dest'>>().toEqualTypeOf<string | number>()
  expectTypeOf<ParameterValue<'pg_delay'>>().toEqualTypeOf<string>()
})

test('a value without a default may be undefined', () => {
  expectTypeOf<ParameterValue<'pg_cluster'>>().toEqualTypeOf<string | undefined>()
  expectTypeOf<ParameterValue<'pg_seq'>>().toEqualTypeOf<number | undefined>()
})

test('names are literals', () => {
  expectTypeOf<ParameterName>().not.toEqualTypeOf<string>()
  expectTypeOf<'pg_nonsense'>().not.toExtend<ParameterName>()
})
