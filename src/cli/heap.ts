import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8'
import { type InventoryInput, sourcesOf } from '../inventory/input.js'
import { flags } from './code-cache.js'

/** Which of its flags V8 has is known only where it has its other ones. */
const known = flags !== ''

/**
 * Set once the script is loaded: memory may grow by this much before V8 looks for what nobody needs any more. Left to itself it lets a
 * large fleet have half as much again. Not among those that belong to the code cache.
 */
export const thrift = known ? '--heap-growing-percent=30' : ''

/** Lets the young generation stay as large as it is. */
const still = '--semi-space-growth-factor=1'

/**
 * Characters of an inventory for which the young generation is held: from some 600 instances, below which a run takes little memory anyhow, to some 40,000. Each
 * collection of the young generation looks at every page of the old one: where these are many, it must not come too often.
 */
const [large, huge] = [2 ** 18, 2 ** 24]

/** Bytes of each half of the young generation. V8 would let it grow to four times that, which makes a run hardly faster and stays taken to its end. */
const half = 2 ** 22

let held = ''

/**
 * Before a large inventory is read, the young generation gets its size, and keeps it. V8 takes its bounds only from the command line of Node, before anything
 * runs; but it asks by which factor to grow each time that as much has survived as it holds. So that much survives here.
 */
export function holdYoung(inventories: readonly InventoryInput[]): void {
  const size = inventories.flatMap(sourcesOf).reduce((sum, { text }) => sum + text.length, 0)
  if (!known || held !== '' || size < large || size > huge) return
  const survivors: number[][] = []
  while (youngHalf() < half && survivors.length < 2048) for (let count = 0; count < 64; count++) survivors.push(new Array<number>(1024).fill(0))
  held = still
  setFlagsFromString(held)
}

/** What a thread must set again: V8 raises the factor to 2, for all threads, where one starts. Empty where nothing is held. */
export function heldFlags(): string {
  return held
}

function youngHalf(): number {
  const young = getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space')
  return (young?.space_size ?? 2 * half) / 2
}
