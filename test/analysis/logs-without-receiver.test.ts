import { test } from 'vitest'
import { compileValid, expectFindings, minimal, ofCode } from '../compile.js'

const code = 'logs-without-receiver'

test('infra nodes without a log store receive nothing', () => {
  expectFindings(ofCode(compileValid(minimal({ all: 'vlogs_enabled: false\nvector_log_endpoint: infra' })), code), [
    { code, line: 21, message: /the logs of 10\.10\.10\.10 and 1 more go nowhere/ },
  ])
})

test('an empty list is on purpose', () => {
  expectFindings(ofCode(compileValid(minimal({ all: 'vlogs_enabled: false\nvector_log_endpoint: []' })), code), [])
  expectFindings(ofCode(compileValid(minimal()), code), [])
})
