import { compare } from '../source/compare.js'
import type { EmittedFile } from './emit.js'

/**
 * Sorted files without `gone`, which are among them, and with `made`; at a place there is one at most in each list, all sorted by place.
 * Undefined where two are at one place then.
 */
export function merge(files: readonly EmittedFile[], gone: readonly EmittedFile[], made: readonly EmittedFile[]): EmittedFile[] | undefined {
  const merged: EmittedFile[] = []
  let [from, left] = [0, 0]
  const copyUntil = (to: number): void => {
    for (; from < to; from++) {
      const file = files[from]
      if (file === gone[left]) left++
      else if (file !== undefined) merged.push(file)
    }
  }
  for (const file of made) {
    copyUntil(placeIn(files, file, from))
    if (left < gone.length && files[from] === gone[left]) copyUntil(from + 1)
    for (const beside of [merged.at(-1), files[from]]) if (beside !== undefined && byPlace(beside, file) === 0) return undefined
    merged.push(file)
  }
  copyUntil(files.length)
  return merged
}

/** The same in the list itself where each that is made takes the place of one that is gone, as after most edits; false, and nothing is done, where that is not so. */
export function exchange(files: EmittedFile[], gone: readonly EmittedFile[], made: readonly EmittedFile[]): boolean {
  if (gone.length !== made.length || !made.every((file, index) => file.path === gone[index]?.path && file.host === gone[index]?.host)) return false
  for (const file of made) files[placeIn(files, file, 0)] = file
  return true
}

/** Index of the first file from there on that does not stand before the other one. */
function placeIn(files: readonly EmittedFile[], other: EmittedFile, from: number): number {
  let [low, high] = [from, files.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    const file = files[middle]
    if (file !== undefined && byPlace(file, other) < 0) low = middle + 1
    else high = middle
  }
  return low
}

export function byPlace(a: EmittedFile, b: EmittedFile): number {
  return compare(a.host, b.host) || compare(a.path, b.path)
}
