import { expect, test } from 'vitest'
import { compileText, minimal, ofCode } from '../compile.js'

const found = (all: string): string[] => ofCode(compileText(minimal({ all })), 'parameter-missing').map(({ at, message }) => `${at.from.line} ${message}`)

test('what a switch makes necessary', () => {
  expect(found('vip_enabled: true')).toEqual([
    '20 vip_enabled is true and needs `vip_address`: Address of the node vip.',
    '20 vip_enabled is true and needs `vip_vrid`: VRRP router id.',
  ])
})

test.each(['vip_enabled: false', 'vip_enabled: true\nvip_address: 10.10.10.30\nvip_vrid: 3'])('%s lacks nothing', (all) => {
  expect(found(all)).toEqual([])
})
