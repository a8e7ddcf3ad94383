import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { compileValid, minimal } from '../../compile.js'

const path = '/infra/conf/patronictl.yml'

test("all clusters of the site, as etcd's root", () => {
  const { files } = compileValid(minimal({ all: 'pg_namespace: /site/', cluster: 'patroni_port: 8009' }))
  const file = files.find((one) => one.path === path)
  expect(file).toMatchObject({ host: '10.10.10.10', owner: 'root', group: 'admin', mode: '0640', secret: true })
  expect(parse(file?.text ?? '')).toEqual({
    namespace: '/site/',
    etcd3: {
      hosts: ['10.10.10.10:2379'],
      protocol: 'https',
      cacert: '/etc/pki/ca.crt',
      cert: '/etc/pki/infra.crt',
      key: '/etc/pki/infra.key',
      username: 'root',
      password: 'Secret.Root',
    },
    restapi: {
      listen: '0.0.0.0:8009',
      connect_address: '10.10.10.10:8009',
      authentication: { username: 'postgres', password: 'Secret.Patroni' },
      allowlist: ['10.10.10.10'],
    },
    ctl: { insecure: true },
  })
})

test('certificates where the REST API speaks TLS', () => {
  expect(parse(compileValid(minimal({ all: 'patroni_ssl_enabled: true' })).file('10.10.10.10', path)).ctl).toEqual({
    insecure: false,
    cacert: '/etc/pki/ca.crt',
    certfile: '/etc/pki/infra.crt',
    keyfile: '/etc/pki/infra.key',
  })
})

test('no file where nothing runs Patroni', () => {
  expect(compileValid(minimal({ cluster: 'patroni_enabled: false' })).has('10.10.10.10', path)).toBe(false)
})
