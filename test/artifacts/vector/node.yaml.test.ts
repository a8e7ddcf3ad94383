import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { compileValid, minimal } from '../../compile.js'

const path = '/etc/vector/node.yaml'

test('the journal since the boot, with the labels of the host', () => {
  const { sources, transforms } = parse(compileValid(minimal()).file('10.10.10.11', path))
  expect(sources).toEqual({ syslog_raw: { type: 'journald', current_boot_only: true, since_now: false } })
  expect(transforms.syslog_logs).toMatchObject({ type: 'remap', inputs: ['syslog_raw'] })
  for (const label of ['"job": "syslog"', '"cls": "pg-test"', '"ins": "pg-test-1"', '"ip": "10.10.10.11"'])
    expect(transforms.syslog_logs.source).toContain(label)
})

test('KD-54: a name is a string to the program, whatever is in it', () => {
  const infra = `{ infra_seq: 1, haproxy_enabled: false, nodename: "a\\"b\\\\{ {c}$HOME é" }`
  const text = compileValid(minimal({ infra })).file('10.10.10.10', path)
  expect(text).not.toMatch(/\$[A-Za-z0-9_{$]/)
  expect(text).toContain('"ins": "a\\u{22}b\\u{5c}\\u{7b} \\u{7b}c\\u{7d}\\u{24}HOME \\u{e9}"')
})
