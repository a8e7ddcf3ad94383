import { expect, test } from 'vitest'
import { compileValid, expectFindings, minimal, ofCode } from '../compile.js'

test('a baseline has to be copied', () => {
  const baseline = (more: string) => compileValid(minimal({ cluster: `pg_databases: [{ name: shop, baseline: files/shop.sql }]\n${more}` }))
  expectFindings(ofCode(baseline(''), 'baseline-to-deliver'), [
    { code: 'baseline-to-deliver', message: 'copy files/shop.sql to /pg/tmp/pg-db-shop-baseline.sql on 10.10.10.11' },
  ])
  expect(baseline('pg_provision: false').codes).not.toContain('baseline-to-deliver')
})
