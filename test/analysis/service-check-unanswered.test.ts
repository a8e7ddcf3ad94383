import { test } from 'vitest'
import { compileText, expectFindings, minimal, ofCode } from '../compile.js'

const code = 'service-check-unanswered'

test.each(['patroni_enabled: false', 'patroni_mode: remove'])('KD-05: %s leaves the services without servers that are up', (cluster) => {
  expectFindings(ofCode(compileText(minimal({ cluster })), code), [
    { code, line: 10, message: 'services primary, replica, default of pg-test can never reach pg-test-1: their check asks Patroni, which is off there' },
  ])
})

test('no services, no warning; Patroni paused still answers', () => {
  for (const cluster of ['patroni_enabled: false\npg_default_services: []', 'patroni_mode: pause'])
    expectFindings(ofCode(compileText(minimal({ cluster })), code), [])
})
