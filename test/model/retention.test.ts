import { test } from 'vitest'
import { compileValid, expectFindings, minimal, ofCode } from '../compile.js'

const code = 'retention-period'
const found = (all: string) => ofCode(compileValid(minimal({ all })), code)

test.each(['15days', 'd', '12h', '23h', '30m', '0.5d', '""'])('%s stops the store', (period) => {
  for (const parameter of ['vmetrics_options', 'vlogs_options', 'vtraces_options'])
    expectFindings(found(`${parameter}: '-search.x=1 -retentionPeriod=${period}'`), [
      { code, line: 20, message: `-retentionPeriod in ${parameter} must be at least a day` },
    ])
})

test.each(['1', '15d', '24h', '1.5d', '4w', '2y', '"15d"'])('%s', (period) => expectFindings(found(`vmetrics_options: '--retentionPeriod=${period}'`), []))

test('options without a retention, and a store that does not run', () => {
  expectFindings(found('vmetrics_options: -retention.maxDiskSpaceUsageBytes=1GiB'), [])
  expectFindings(found('vmetrics_enabled: false\nvmetrics_options: -retentionPeriod=x'), [])
})
