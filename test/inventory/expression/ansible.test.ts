import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ansible, missing, ours } from './answers.js'
import { template } from './random-template.js'
import { evaluated, refused } from './templates.js'

const count = Number(process.env.ANSIBLE_TEMPLATES ?? 600)
const seed = Number(process.env.ANSIBLE_SEED ?? 20)

describe.skipIf(missing)('Ansible agrees', () => {
  test('on the subset that is evaluated', { timeout: 120_000 }, () => {
    const [theirs, own] = [ansible(evaluated), ours(evaluated)]
    for (const [index, text] of evaluated.entries()) {
      expect(own[index], text).toEqual(theirs[index])
      expect(own[index], text).toHaveProperty('value')
    }
  })
  test('on what cannot be evaluated', { timeout: 120_000 }, () => {
    const [theirs, own] = [ansible(refused), ours(refused)]
    for (const [index, text] of refused.entries()) {
      expect(theirs[index], text).toHaveProperty('error')
      expect(own[index], text).toHaveProperty('error')
    }
  })
  test(`on ${count} random templates`, { timeout: 600_000 }, () => {
    const cases = fc.sample(template, { seed, numRuns: count })
    const [theirs, own] = [ansible(cases), ours(cases)]
    const counted = { equal: 0, unknown: 0 }
    for (const [index, text] of cases.entries()) {
      const [expected, answer] = [theirs[index], own[index]]
      const about = `case ${index} of seed ${seed}: ${text}`
      if (answer !== undefined && 'error' in answer) {
        if (answer.error.startsWith('value-expression')) counted.unknown++
        // Where constants alone are a mistake, Ansible gives the template back.
        else if (!(expected !== undefined && 'value' in expected && expected.value === text))
          expect(expected, `${about}\n${answer.error}`).toHaveProperty('error')
      } else {
        expect(answer, about).toEqual(expected)
        counted.equal++
      }
    }
    expect(counted.equal).toBeGreaterThan(count / 2)
    expect(counted.unknown).toBeLessThan(count / 20)
  })
})
