import { expect, test } from 'vitest'
import { readUnit } from '../../../src/emit/read/unit.js'
import { compileValid, minimal } from '../../compile.js'

const path = '/etc/systemd/system/vip-manager.service'
const cluster = 'pg_vip_enabled: true\npg_vip_address: 10.10.10.3/24'

test('the whole of it, where the interface is known', () => {
  expect(readUnit(compileValid(minimal({ cluster })).file('10.10.10.11', path))).toEqual([
    [
      'Unit',
      [
        ['Description', 'Virtual IP of a PostgreSQL cluster, on its primary'],
        ['After', 'network-online.target'],
        ['Before', 'patroni.service'],
      ],
    ],
    [
      'Service',
      [
        ['Type', 'simple'],
        ['ExecStart', ['/usr/bin/vip-manager', '--config=/etc/default/vip-manager.yml']],
        ['Restart', 'on-failure'],
        ['RestartSec', '5s'],
        ['CPUQuota', '10%'],
      ],
    ],
    ['Install', [['WantedBy', 'multi-user.target']]],
  ])
})

test('an unknown interface is looked up at each start, without an expansion by systemd', () => {
  const text = compileValid(minimal({ cluster }), { facts: '' }).file('10.10.10.11', path)
  const [, service] = readUnit(text)
  expect(service?.[1].find(([key]) => key === 'ExecStart')?.[1]).toEqual([
    '/bin/sh',
    '-c',
    'set -- $(ip -oneline address show to 10.10.10.11); export VIP_INTERFACE="${2:?no interface carries 10.10.10.11}"; exec /usr/bin/vip-manager --config=/etc/default/vip-manager.yml',
  ])
  expect(text).toContain('$$(ip')
  expect(text).toContain('$${2:?')
})

test('one on each member of a cluster with a VIP, none elsewhere', () => {
  const members = { '10.10.10.11': '{ pg_seq: 1, pg_role: primary }', '10.10.10.12': '{ pg_seq: 2, pg_role: replica }' }
  expect(
    compileValid(minimal({ members, cluster }))
      .files.filter((file) => file.path === path)
      .map(({ host }) => host),
  ).toEqual(['10.10.10.11', '10.10.10.12'])
  expect(compileValid(minimal({ members })).files.some((file) => file.path === path)).toBe(false)
})
