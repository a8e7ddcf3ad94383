import { expect, test } from 'vitest'
import { readLines } from '../../../src/emit/read/lines.js'
import { compileValid, minimal } from '../../compile.js'

function rules(cluster: string) {
  const { files } = compileValid(minimal({ cluster }))
  const file = files.find(({ path }) => path === '/etc/sudoers.d/postgres')
  expect(file).toMatchObject({ owner: 'root', group: 'root', mode: '0440' })
  return readLines(file?.text ?? '')
}

test('by default the daemons of the instance, and the watchdog', () => {
  const limit = rules('pg_dbsu: dbsu')
  expect(limit).toHaveLength(2 + 8 * 6 + 1)
  for (const rule of limit) expect(rule).toMatch(/^%postgres ALL=NOPASSWD: \//)
  expect(limit).toContain('%postgres ALL=NOPASSWD: /bin/chown dbsu /dev/watchdog')
  expect(limit).toContain('%postgres ALL=NOPASSWD: /bin/systemctl restart patroni')
  expect(limit).toContain('%postgres ALL=NOPASSWD: /usr/bin/journalctl -u vip-manager')
  expect(limit).toContain('%postgres ALL=NOPASSWD: /bin/systemctl reload haproxy')
})

test('everything, with or without a password, or nothing', () => {
  expect(rules('pg_dbsu_sudo: all')).toEqual(['postgres ALL=(ALL) ALL'])
  expect(rules('pg_dbsu_sudo: nopass')).toEqual(['postgres ALL=(ALL) NOPASSWD: ALL'])
  expect(rules('pg_dbsu_sudo: none')).toEqual([])
})
