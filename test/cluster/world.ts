import { afterAll, beforeAll, beforeEach } from 'vitest'
import { Lab } from './lab.js'

/** What tests in a lab share. */
export interface World {
  /** What helps to understand why a test failed. */
  complaints(): Promise<readonly string[]>
}

/** Opens a lab before the tests of a block, makes their world in it, prints its complaints where one fails, and ends everything after them. */
export function inLab<T extends World>(boot: (lab: Lab) => Promise<T>): () => T {
  let lab: Lab | undefined
  let world: T | undefined
  const found = (): T => {
    if (world === undefined) throw new Error('the hosts did not boot')
    return world
  }

  beforeAll(async () => {
    lab = await Lab.open()
    world = await boot(lab)
  })

  beforeEach(({ onTestFailed }) => {
    onTestFailed(async () => {
      for (const text of await found().complaints()) console.log(text)
    })
  })

  afterAll(async () => {
    await lab?.close()
  })

  return found
}
