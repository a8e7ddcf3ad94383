import { expect, test } from 'vitest'
import { haproxyTime } from '../../src/model/haproxy-time.js'

test.each([
  ['1s', '1s'],
  ['500ms', '500ms'],
  ['2', '2ms'],
  ['3m', '3m'],
  ['0.5s', '500ms'],
  ['1.5s', '1500ms'],
  ['1.1s', '1100ms'],
  ['0.1m', '6000ms'],
  ['3000us', '3ms'],
  [' 1s ', '1s'],
  ['007s', '7s'],
  ['24d', '24d'],
])('KD-78: %s is %s', (text, time) => {
  expect(haproxyTime(text)).toBe(time)
})

test.each(['', '0', '0s', '0.5ms', '1us', '1.0001ms', '25d', '1 sec', '-1s', '1s2', 's', '1e3', '0x10', '1,5s'])('KD-78: %s is no time', (text) => {
  expect(haproxyTime(text)).toBeUndefined()
})
