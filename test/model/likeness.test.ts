import { describe, expect, test } from 'vitest'
import { Likeness } from '../../src/model/likeness.js'
import { Source } from '../../src/source/source.js'
import { Span } from '../../src/source/span.js'

const at = new Span(new Source('inventory.yml', 'all:\n'), 0, 3)

interface Member {
  readonly port: number
  readonly at: Span
  readonly tags: readonly string[]
  cluster?: Cluster
}

interface Cluster {
  readonly name: string
  readonly members: readonly Member[]
}

/** Members know their cluster, and it knows them. */
function cluster(name: string, ports: readonly number[], place = at): Cluster {
  const members: Member[] = ports.map((port) => ({ port, at: place, tags: ['a'] }))
  const made = { name, members }
  for (const member of members) member.cluster = made
  return made
}

describe('two models are alike', () => {
  test('where everything that can be reached is', () => {
    expect(new Likeness().alike(cluster('x', [1, 2]), cluster('x', [1, 2]))).toBe(true)
  })

  test.each([
    ['a value', cluster('x', [1, 3])],
    ['the length of a list', cluster('x', [1])],
    ['a place, which moves with its own text', cluster('x', [1, 2], new Span(at.source, 0, 3))],
  ])('but not where they differ in %s, from wherever one looks', (_, other) => {
    const own = cluster('x', [1, 2])
    const likeness = new Likeness()
    expect(likeness.alike(own, other)).toBe(false)
    expect(likeness.alike(own.members[0] ?? own, other.members[0] ?? other)).toBe(false)
  })

  test('nor where one of them leads back to itself and the other elsewhere', () => {
    const [own, other] = [cluster('x', [1]), cluster('x', [1])]
    for (const member of other.members) member.cluster = cluster('x', [2])
    expect(new Likeness().alike(own, other)).toBe(false)
  })

  test('what was found alike is not taken for something else later', () => {
    const likeness = new Likeness()
    const own = cluster('x', [1])
    expect(likeness.alike(own, cluster('x', [1]))).toBe(true)
    expect(likeness.alike({ own }, { own: cluster('x', [2]) })).toBe(false)
  })
})
