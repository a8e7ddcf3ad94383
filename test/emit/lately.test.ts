import { expect, test } from 'vitest'
import { Lately } from '../../src/emit/lately.js'

test('keeps what came last, and what is asked for', () => {
  const lately = new Lately<number>(6)
  for (const [index, text] of ['aa', 'bb', 'cc'].entries()) lately.set(text, index)
  expect(lately.get('aa')).toBe(0)
  lately.set('dd', 3)
  expect(['aa', 'bb', 'cc', 'dd'].map((text) => lately.get(text))).toEqual([0, undefined, 2, 3])
})

test('a text that is set again takes no more room', () => {
  const lately = new Lately<number>(4)
  for (let round = 0; round < 5; round++) lately.set('aa', round)
  lately.set('bb', 7)
  expect([lately.get('aa'), lately.get('bb')]).toEqual([4, 7])
})

test('keeps nothing of a text that is too long for it', () => {
  const lately = new Lately<boolean>(3)
  lately.set('a', true)
  lately.set('long', true)
  expect([lately.get('a'), lately.get('long')]).toEqual([undefined, undefined])
  lately.set('b', false)
  expect(lately.get('b')).toBe(false)
})

test('is empty once it is cleared', () => {
  const lately = new Lately<number>(4)
  lately.set('aaaa', 1)
  lately.clear()
  lately.set('bbbb', 2)
  expect([lately.get('aaaa'), lately.get('bbbb')]).toEqual([undefined, 2])
})
