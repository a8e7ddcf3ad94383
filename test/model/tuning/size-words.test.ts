import { describe, expect, test } from 'vitest'
import { sizeBehind } from '../../../src/model/tuning/settings.js'
import { sizeWords } from '../../../src/model/tuning/size-words.js'
import { type SizeInput, sizesOf } from '../../../src/model/tuning/sizes.js'

const input: SizeInput = {
  profile: 'oltp',
  hardware: { cpus: 16, memory: 65536, disk: 1099511627776, packaging: 'rpm', osVersion: 9, assumed: false },
  connections: 'auto',
  pooled: true,
  bufferShare: 0.25,
  libraries: '',
}

describe('sizes in words', () => {
  test('every size has words, with the numbers that it is made of', () => {
    const words = sizeWords(input)
    expect(Object.keys(words).sort()).toEqual(Object.keys(sizesOf(input)).sort())
    expect(words.sharedBuffers).toBe('pg_shared_buffer_ratio (0.25) of node_mem_mb (65536), in MB, rounded up')
    expect(words.workMem).toBe('shared_buffers (16384MB) divided by max_connections (500), at least 64MB, at most 1024MB')
    expect(words.connections).toBe('500 of profile oltp, behind a pool (pg_max_conn is auto)')
    expect(sizeWords({ ...input, connections: 300 }).connections).toBe('pg_max_conn (300)')
  })

  test('a setting knows the size behind it', () => {
    const behind = (name: string) => [sizeBehind(name)?.size, sizeBehind(name)?.plus]
    expect(behind('work_mem')).toEqual(['workMem', 0])
    expect(behind('max_worker_processes')).toEqual(['workers', 8])
    expect(sizeBehind('huge_pages')).toBeUndefined()
  })
})
