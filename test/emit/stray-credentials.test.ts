import { describe, expect, test } from 'vitest'
import { compile } from '../../src/compile.js'
import { decryptWith } from '../../src/node/vault.js'
import { Source } from '../../src/source/source.js'
import { machine, minimal } from '../compile.js'
import { seal } from '../vault.js'

const decrypt = decryptWith([{ password: Buffer.from('pass') }])

function filesWith(word: string, parts: Parameters<typeof minimal>[0]): string[] {
  const { files, diagnostics } = compile({
    inventories: [new Source('inventory.yml', minimal(parts))],
    facts: [new Source('facts.yml', machine)],
    decrypt,
  })
  expect(diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message)).toEqual([])
  const holding = files.filter(({ text }) => text.includes(word))
  expect(holding.length).toBeGreaterThan(0)
  return holding.map(({ path, mode, secret }) => `${path} ${mode} ${secret}`)
}

describe('a credential where the catalogue wants none closes the file', () => {
  test('in a line of a crontab', () => {
    const crontab = `node_crontab: ['0 1 * * * postgres curl https://me:Xk29rTgB41@store/push']`
    for (const line of filesWith('Xk29rTgB41', { cluster: `pg_crontab: ['0 1 * * * curl https://me:Xk29rTgB41@store/push']\n${crontab}` }))
      expect(line).toMatch(/ 0[0-7]{2}0 true$/)
  })

  test('an encrypted value of any parameter', () => {
    const vault = `!vault ${JSON.stringify(seal('http-request add-header X-Auth Xk29rTgB41', 'pass'))}`
    const lines = filesWith('Xk29rTgB41', {
      cluster: `haproxy_services: [{ name: mail, port: 2525, options: [${vault}], servers: [{ name: a, ip: 10.0.0.1, port: 25 }] }]`,
    })
    expect(lines).toEqual(['/etc/haproxy/conf.d/mail.cfg 0640 true'])
  })

  test('and a word that is no credential does not', () => {
    const { files } = compile({ inventories: [new Source('inventory.yml', minimal({ cluster: 'pg_dbsu_password: postgres' }))] })
    expect(files.find(({ path }) => path.endsWith('pg_exporter.service'))).toMatchObject({ mode: '0644', secret: false })
  })
})
