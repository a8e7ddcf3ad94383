import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { EmittedFile } from '../../src/emit/emit.js'
import { byPlace, merge } from '../../src/emit/merge.js'

function file(host: string, path: string, text = ''): EmittedFile {
  return { artifact: 'x', host, path, owner: 'root', group: 'root', mode: '0644', secret: false, component: 'x', impact: { action: 'none' }, text }
}

const places = fc.uniqueArray(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('/1', '/2', '/3', '/4')), { selector: ([host, path]) => host + path })
const sorted = (files: readonly EmittedFile[]): EmittedFile[] => [...files].sort(byPlace)

describe('files that follow on others', () => {
  test('are those that stay and those that are made, in order', () => {
    fc.assert(
      fc.property(places, places, fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }), (old, added, goes) => {
        const files = sorted(old.map(([host, path]) => file(host, path)))
        const gone = files.filter((_, index) => goes[index])
        const made = sorted(added.map(([host, path]) => file(host, path, 'new')))
        const stay = files.filter((each) => !gone.includes(each))
        const clash = made.some((one) => stay.some((other) => byPlace(one, other) === 0))
        expect(merge(files, gone, made)).toEqual(clash ? undefined : sorted([...stay, ...made]))
      }),
    )
  })

  test('are none where two that are made have one place', () => {
    expect(merge([], [], [file('a', '/1'), file('a', '/1')])).toBeUndefined()
  })
})
