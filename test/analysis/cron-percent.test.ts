import { test } from 'vitest'
import { compileValid, expectFindings, minimal, ofCode } from '../compile.js'

const code = 'cron-percent'

test('a bare percent sign ends the command', () => {
  const cluster = "pg_crontab: ['0 1 * * * date +%F', '0 2 * * * date +\\%F']"
  expectFindings(ofCode(compileValid(minimal({ cluster })), code), [{ code, line: 10, message: /date \+%F/ }])
})

test('an escaped one does not', () => {
  expectFindings(ofCode(compileValid(minimal({ cluster: "pg_crontab: ['0 2 * * * date +\\%F']" })), code), [])
})
