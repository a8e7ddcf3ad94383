import { expect, test } from 'vitest'
import { compileValid, minimal, ofCode } from '../compile.js'

test('KD-26: TLS cannot be demanded of the socket and the loopback', () => {
  const cluster = `pg_hba_rules:
  - { addr: localhost, auth: ssl }
  - { addr: intra, auth: ssl }
  - { addr: localhost, auth: pwd }
  - { rules: ['host all all ::1/128 md5'] }
pgbouncer_sslmode: allow
pgb_hba_rules:
  - { addr: local, auth: ssl-sha }`
  const compiled = compileValid(minimal({ cluster }))
  const found = ofCode(compiled, 'hba-loopback-tls')
  expect(found.map(({ at, severity }) => [at.from.line, severity])).toEqual([
    [11, 'note'],
    [17, 'note'],
  ])
  expect(compiled.file('10.10.10.11', '/pg/data/pg_hba.conf')).toMatch(/^host +all +all +127\.0\.0\.1\/32 +scram-sha-256$/m)
})
