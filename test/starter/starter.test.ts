import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Source } from '../../src/source/source.js'
import { starter } from '../../src/starter/starter.js'
import { readWishes, type SaidWishes } from '../../src/starter/wishes.js'
import { check } from '../../src/understand.js'

const address = fc.oneof(
  fc.tuple(fc.integer({ min: 1, max: 223 }), fc.nat(255), fc.nat(255), fc.integer({ min: 1, max: 254 })).map((parts) => parts.join('.')),
  fc.ipV6(),
)
const network = fc.tuple(address, fc.integer({ min: 8, max: 32 })).map(([host, length]) => `${host}/${length}`)
const word = fc.oneof(
  fc.constantFrom('on', 'yes', 'null', 'pg-main', 'app', 'postgres', 'e1', 'n', '0x1f', 'all'),
  fc.stringMatching(/^[a-z_][a-z0-9_-]{0,20}$/),
)
const wishes: fc.Arbitrary<SaidWishes> = fc.record(
  {
    hosts: fc.oneof(fc.uniqueArray(address, { minLength: 1, maxLength: 6 }), fc.array(fc.ipV4(), { maxLength: 3 })),
    cluster: word,
    infra: address,
    vip: network,
    database: word,
    version: fc.constantFrom('14', '15', '16', '17', '18'),
    minimal: fc.boolean(),
  },
  { requiredKeys: ['hosts'] },
)

function findingsOf(said: SaidWishes): readonly string[] {
  const read = readWishes(said)
  if (typeof read === 'string') return []
  let count = 0
  const text = starter(read, () => `Random${String(count++).padStart(4, '0')}xKqTzRmWvPbNcLdF`)
  return check({ inventories: [new Source('inventory.yml', text)] }).diagnostics.map(({ severity, code, message }) => `${severity} ${code}: ${message}`)
}

describe('a starter inventory', () => {
  test('has no error, whatever was accepted', () => {
    fc.assert(
      fc.property(wishes, (said) => {
        // What the prefix of a VIP makes of its address is for the checks to say, which `init` runs before it writes.
        expect(findingsOf(said).filter((finding) => finding.startsWith('error') && !finding.startsWith('error vip-address'))).toEqual([])
      }),
      { numRuns: 150 },
    )
  })

  test('of the usual kind leaves nothing to warn of', () => {
    for (const hosts of [['10.0.0.1'], ['10.0.0.1', '10.0.0.2'], ['10.0.0.1', '10.0.0.2', '10.0.0.3', '10.0.0.4']])
      for (const vip of [{}, { vip: '10.0.0.100/24' }])
        for (const minimal of [true, false])
          for (const infra of [{}, { infra: '10.0.0.50' }])
            expect(findingsOf({ hosts, minimal, ...vip, ...infra }).filter((finding) => finding.startsWith('warning'))).toEqual([])
  })

  test('warns where there is something to warn of: an address of another network', () => {
    expect(findingsOf({ hosts: ['10.0.0.1'], vip: '192.168.0.9/24' })).toContainEqual(expect.stringContaining('warning vip-outside-network'))
  })

  test('explains itself unless it is to be minimal', () => {
    const text = (minimal: boolean): string => {
      const read = readWishes({ hosts: ['10.0.0.1'], minimal })
      return typeof read === 'string' ? '' : starter(read, () => 'x')
    }
    expect(text(false).match(/^ *#/gm)?.length).toBeGreaterThan(10)
    expect(text(true)).not.toContain('#')
  })
})
