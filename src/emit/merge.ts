import { compare } from '../source/compare.js'
import type { EmittedFile } from './emit.js'

/**
 * Sorted files without `gone`, which are among them, and with `made`; at a place there is one at most in each list, all sorted by place.
 * Undefined where two are at one place then.
 */
export function merge(files: readonly EmittedFile[], gone: readonly EmittedFile[], made: readonly EmittedFile[]): EmittedFile[] | undefined {
  const merged: EmittedFile[] = []
  let from = 0
  const copyUntil = (to: number): void => {
    for (; from < to; from++) {
      const file = files[from]
      if (file !== undefined) merged.push(file)
    }
  }
  const left = [...gone].reverse()
  const leaveUntil = (file: EmittedFile | undefined): void => {
    for (let old = left.at(-1); old !== undefined && (file === undefined || byPlace(old, file) <= 0); old = left.at(-1)) {
      copyUntil(placeIn(files, old, from))
      from++
      left.pop()
    }
  }
  for (const file of made) {
    leaveUntil(file)
    copyUntil(placeIn(files, file, from))
    for (const beside of [merged.at(-1), files[from]]) if (beside !== undefined && byPlace(beside, file) === 0) return undefined
    merged.push(file)
  }
  leaveUntil(undefined)
  copyUntil(files.length)
  return merged
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
