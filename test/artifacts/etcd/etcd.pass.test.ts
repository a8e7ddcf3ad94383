import { expect, test } from 'vitest'
import { compileValid, minimal } from '../../compile.js'

const path = '/etc/etcd/etcd.pass'

test('KD-21: the password as it is, for root and the group of etcd to read', () => {
  const { files } = compileValid(minimal({ all: `etcd_root_password: "#it's $(a) \\"pass\\""` }).replace('    etcd_root_password: Secret.Root\n', ''))
  const file = files.find((one) => one.path === path)
  expect(file).toMatchObject({ host: '10.10.10.10', owner: 'root', group: 'etcd', mode: '0640', secret: true, text: `#it's $(a) "pass"\n` })
})
