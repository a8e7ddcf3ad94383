import { describe, expect, test } from 'vitest'
import type { FileChange, SideFile } from '../../src/diff/change.js'
import { diff } from '../../src/diff/diff.js'
import type { Side } from '../../src/diff/side.js'
import { planOf } from '../../src/plan/plan.js'
import { planText } from '../../src/report/plan/text.js'
import { unifiedText } from '../../src/report/plan/unified.js'
import { minimal } from '../compile.js'
import { asFetched, asTree, sideOf } from './sides.js'

const side = sideOf(minimal())
const path = '/etc/patroni/patroni.yml'

/** The same side with another version of one file. */
function edited(from: Side, edit: (file: SideFile) => SideFile): Side {
  return { ...from, files: from.files.map((file) => (file.path === path ? edit(file) : file)) }
}

function changed(before: Side, after: Side): readonly FileChange[] {
  return diff(before, after).files
}

describe('owner, group and mode', () => {
  test.each(['owner', 'group', 'mode'] as const)('another %s alone is a change', (name) => {
    const [file, ...others] = changed(
      side,
      edited(asTree(side), (each) => ({ ...each, [name]: 'else' })),
    )
    expect(others).toEqual([])
    expect(file).toMatchObject({ kind: 'changed', path, changes: [], rights: [{ name, after: 'else' }] })
  })

  test('what a side does not know is none', () => {
    expect(changed(side, asFetched(side))).toEqual([])
  })
})

describe('files that nobody knows', () => {
  const strange = (text: string): SideFile => ({ host: '10.10.10.11', path: '/etc/strange.conf', text, secret: false })
  const fetched = (text: string): Side => {
    const { files, ...rest } = asFetched(side)
    return { ...rest, files: [...files, strange(text)].sort((a, b) => (a.host < b.host || (a.host === b.host && a.path < b.path) ? -1 : 1)) }
  }

  test.each([
    ['on both sides', fetched('word = Copper-Finch-90\n'), fetched('word = Quartz-Ladder-17\n')],
    ['on one side', side, fetched('word = Quartz-Ladder-17\n')],
  ])('may hold credentials: %s, nothing of the text is shown', (_, before, after) => {
    const comparison = diff(before, after)
    expect(comparison.files).toMatchObject([{ path: '/etc/strange.conf', secret: true }])
    const plan = planOf(comparison)
    for (const text of [planText(plan, { full: true }), unifiedText(plan)]) {
      expect(text).toContain('/etc/strange.conf')
      expect(text).not.toMatch(/Copper|Finch|Quartz|Ladder/)
    }
  })
})

describe('texts that cannot be read', () => {
  const broken = (file: SideFile): SideFile => ({ ...file, text: `${file.text}\n{ not: [yaml # Secret.Admin` })
  const harmless = (file: SideFile): SideFile => ({ ...file, text: '{ not: [yaml' })
  const open = (made: Side): Side => edited(made, (file) => ({ ...file, secret: false }))

  test('are shown where neither holds a credential that is known, and hidden where one does', () => {
    const whole = (before: Side, after: Side) =>
      changed(open(before), open(after)).flatMap(({ changes }) => changes.map(({ secret, after: is }) => [secret, is]))
    expect(
      whole(
        edited(side, harmless),
        edited(side, (file) => ({ ...file, text: '{ other: [yaml' })),
      ),
    ).toEqual([[false, '{ other: [yaml']])
    expect(whole(edited(side, harmless), edited(side, broken))).toEqual([[true, undefined]])
    expect(whole(edited(side, broken), edited(side, harmless))).toEqual([[true, undefined]])
  })

  test('a file that one side calls secret is one', () => {
    const [file] = changed(
      edited(side, harmless),
      edited(open(side), (each) => ({ ...each, text: '{ other: [yaml' })),
    )
    expect(file).toMatchObject({ secret: true, changes: [{ secret: true }] })
  })
})
