import { expect, test } from 'vitest'
import { diskGb, hardwareOf, memoryGb } from '../../src/model/hardware.js'

test.each([
  [1, 1],
  [1024, 1],
  [1025, 2],
  [16000, 16],
])('%d MiB are %d GiB', (memory, gb) => {
  expect(memoryGb(hardwareOf({ node_mem_mb: memory }))).toBe(gb)
})

test.each([
  [1, 1],
  [42949672960, 40],
  [42949672961, 41],
])('%d bytes are %d GiB', (bytes, gb) => {
  expect(diskGb(hardwareOf({ node_fs_bytes: bytes }))).toBe(gb)
})

test('assumed is false only where all three sizes are known', () => {
  const known = { node_cpu: 1, node_mem_mb: 1, node_fs_bytes: 1 }
  expect(hardwareOf(known).assumed).toBe(false)
  for (const name of ['node_cpu', 'node_mem_mb', 'node_fs_bytes'] as const) {
    const { [name]: _, ...rest } = known
    expect(hardwareOf(rest).assumed).toBe(true)
  }
})
