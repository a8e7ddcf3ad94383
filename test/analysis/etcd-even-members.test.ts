import { test } from 'vitest'
import { three, withEtcd } from '../artifacts/etcd/members.js'
import { compileValid, expectFindings, ofCode } from '../compile.js'

const code = 'etcd-even-members'

test('two members are less available than one', () => {
  const text = withEtcd({ '10.10.10.10': '{ etcd_seq: 1 }', '10.10.10.9': '{ etcd_seq: 2 }' })
  expectFindings(ofCode(compileValid(text), code), [{ code, line: 4, message: /2 members, and both must be up/ }])
})

test('four members may lose as many as three', () => {
  const text = withEtcd({ ...three, '10.10.10.7': '{ etcd_seq: 4 }' })
  expectFindings(ofCode(compileValid(text), code), [{ code, line: 4, message: /4 members, which may lose 1, as many as 3/ }])
})

test('one and three are fine', () => {
  expectFindings(ofCode(compileValid(withEtcd({ '10.10.10.10': '{ etcd_seq: 1 }' })), code), [])
  expectFindings(ofCode(compileValid(withEtcd(three)), code), [])
})
