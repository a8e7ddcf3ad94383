import { spawnSync } from 'node:child_process'
import fs, { lstatSync, readlinkSync, symlinkSync, unlinkSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'

/** What happens at the nth call of the file system: one call fails with a code, or the process is dead and no call does anything any more. */
export type Fault = { readonly code: string } | 'death'

class Dead extends Error {}

/** Runs with a fault at call `at` (from 0) of the synchronous functions of node:fs. Says whether the run came that far. */
export function withFault(at: number, fault: Fault, run: () => void): boolean {
  const patched = fs as unknown as Record<string, unknown>
  const originals = Object.entries(patched).filter(([name, value]) => name.endsWith('Sync') && typeof value === 'function')
  let count = 0
  let depth = 0
  for (const [name, original] of originals)
    patched[name] = (...args: unknown[]): unknown => {
      if (depth === 0) {
        const now = count++
        if (fault === 'death' ? now >= at : now === at) {
          if (fault === 'death') throw new Dead()
          throw Object.assign(new Error(`${fault.code}: injected`), { code: fault.code, syscall: name, path: String(args[0]) })
        }
      }
      depth++
      try {
        return Reflect.apply(original as (...args: unknown[]) => unknown, fs, args)
      } finally {
        depth--
      }
    }
  syncBuiltinESMExports()
  try {
    run()
  } catch (error) {
    // What a dead process throws nobody sees.
    if (fault !== 'death') throw error
  } finally {
    for (const [name, original] of originals) patched[name] = original
    syncBuiltinESMExports()
  }
  return count > at
}

type Call = (...args: unknown[]) => unknown

/** Runs while one function of node:fs is another. */
export function withOther(name: 'linkSync' | 'mkdirSync' | 'renameSync', other: (original: Call) => Call, run: () => void): void {
  const patched = fs as unknown as Record<string, Call>
  const original = fs[name] as Call
  patched[name] = other(original)
  syncBuiltinESMExports()
  try {
    run()
  } finally {
    patched[name] = original
    syncBuiltinESMExports()
  }
}

/** What fails with a code whenever it is called. */
export function failing(code: string): Call {
  return () => {
    throw Object.assign(new Error(`${code}: injected`), { code })
  }
}

const deadPid = spawnSync('true').pid

/** Makes a lock that this process holds one of a process that runs no more, as it is after a death in earnest. */
export function bury(lock: string): void {
  if (!lstatSync(lock, { throwIfNoEntry: false })) return
  const text = readlinkSync(lock).replace(/^pid=\d+/, `pid=${deadPid}`)
  unlinkSync(lock)
  symlinkSync(text, lock)
}
