import fc from 'fast-check'
import { edit, edited } from './edit.js'
import { mutated, mutation, writing, written } from './mutation.js'
import type { Attempt } from './outcome.js'
import { hiddenIn, type Seed } from './seeds.js'

/** Inventories made from seeds by changes of their values. */
export function otherValues(seeds: readonly Seed[], most: number): fc.Arbitrary<Attempt> {
  return fc.tuple(fc.constantFrom(...seeds), fc.array(mutation, { minLength: 1, maxLength: most }), writing).map(([{ plain }, mutations, form]) => {
    const value = mutated(plain, mutations)
    return { text: written(value, form), hidden: hiddenIn(value) }
  })
}

/** Inventories made from seeds by changes of their characters. */
export function otherCharacters(seeds: readonly Seed[], most: number): fc.Arbitrary<Attempt> {
  return fc
    .tuple(fc.constantFrom(...seeds), fc.array(edit, { minLength: 1, maxLength: most }))
    .map(([{ text }, edits]) => ({ text: edits.reduce(edited, text) }))
}
