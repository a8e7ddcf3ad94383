import { describe, expect, test, vi } from 'vitest'
import { diff } from '../../src/diff/diff.js'
import { digestOf } from '../../src/plan/digest.js'
import { planOf } from '../../src/plan/plan.js'
import { readReviews } from '../../src/plan/reviews.js'
import { deployment, sideOf } from '../diff/sides.js'

vi.setConfig({ testTimeout: 120_000 })

type Replacement = readonly [RegExp | string, string]

const base = sideOf(deployment('trio'))
const connections: Replacement = ['pg_conf: oltp.yml', 'pg_conf: oltp.yml\n        pg_max_conn: 700']

function digest(...replacements: readonly Replacement[]): string {
  return digestOf(planOf(diff(base, sideOf(deployment('trio', ...replacements)))))
}

describe('the digest of a plan', () => {
  test('is that of the same change, wherever its line stands and whatever the sides are called', () => {
    expect(digest(connections)).toMatch(/^[0-9a-f]{32}$/)
    expect(digest(connections, ['all:', '# a comment\n\nall:'])).toBe(digest(connections))
    expect(digestOf(planOf(diff(base, sideOf(deployment('trio', connections), 'elsewhere.yml'))))).toBe(digest(connections))
  })

  test('is another for another value, another effect, another direction, or something more', () => {
    const other: Replacement = ['pg_conf: oltp.yml', 'pg_conf: oltp.yml\n        pg_max_conn: 701']
    const more: Replacement = ['port: 5440', 'port: 5540']
    const back = digestOf(planOf(diff(sideOf(deployment('trio', connections)), base)))
    const all = [digest(), digest(connections), digest(other), digest(more), digest(connections, more), back]
    expect(new Set(all).size).toBe(all.length)
  })

  test('is another where the same lines let other people in, or do it elsewhere', () => {
    const plan = planOf(diff(base, sideOf(deployment('trio', ['addr: 10.42.8.77, auth: reject', 'addr: 10.42.8.77, auth: trust']))))
    const [access, ...rest] = plan.access ?? []
    if (access === undefined) return expect.fail('nobody gains access')
    const others = [
      { ...plan, access: rest },
      { ...plan, access: [{ ...access, users: [...access.users, 'somebody'] }, ...rest] },
      { ...plan, access: [{ ...access, certain: !access.certain }, ...rest] },
      { ...plan, files: plan.files.slice(1) },
    ]
    const digests = [plan, ...others].map(digestOf)
    expect(new Set(digests).size).toBe(digests.length)
  })

  test('knows that a credential changes, and nothing else of it', () => {
    const rotated = (password: string): string => digest(['password: Ledger-Window-19', `password: ${password}`])
    expect(rotated('Heron-Kettle-5')).toBe(rotated('Quartz-Ladder-17-and-longer'))
    expect(rotated('Heron-Kettle-5')).not.toBe(digest())
  })
})

test('a file of reviews: comments, reviews, and lines that are neither', () => {
  const one = 'a'.repeat(32)
  expect(readReviews(`# plans\n\n${one}  Kim: tonight \r\n${one}\n${one.slice(1)} Kim\nKim\n`)).toEqual({
    reviews: [{ digest: one, remark: 'Kim: tonight' }],
    bad: [
      { line: 4, problem: expect.stringContaining('does not say who') },
      { line: 5, problem: expect.stringContaining('is no review') },
      { line: 6, problem: expect.stringContaining('is no review') },
    ],
  })
})
