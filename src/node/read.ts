import { readFileSync } from 'node:fs'
import { Source } from '../source/source.js'

/** Something outside the inventory that stops the run: a file that cannot be read, a folder that cannot be written. The message is for the user. */
export class EnvironmentProblem extends Error {
  override readonly name = 'EnvironmentProblem'
}

/** Reads a text file as UTF-8; `-` is standard input. Throws an EnvironmentProblem that says what is wrong. */
export function readSource(path: string): Source {
  const name = path === '-' ? '<stdin>' : path
  let bytes: Uint8Array
  try {
    bytes = readFileSync(path === '-' ? 0 : path)
  } catch (error) {
    throw new EnvironmentProblem(`cannot read ${name}: ${reason(error)}`)
  }
  try {
    return new Source(name, new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes))
  } catch {
    throw new EnvironmentProblem(`cannot read ${name}: it is not UTF-8 text`)
  }
}

/** The reason where a file is not there. */
export const missing = 'there is no such file'

const reasons: Record<string, string> = {
  ENOENT: missing,
  EISDIR: 'it is a directory; name the inventory file in it',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ENOTDIR: 'a part of the path is a file, not a directory',
  ENOSPC: 'no space left on the device',
  EROFS: 'the file system is read-only',
  EXDEV: 'it is a mount point; name a directory below it',
  EBUSY: 'it is in use, as a mount point is; name a directory below it',
  EDQUOT: 'the disk quota is used up',
  EEXIST: 'something of this name is there already',
  EINVAL: 'the system refuses it',
  EIO: 'the device reports an error',
  ELOOP: 'its links lead in a circle',
  EMFILE: 'too many files are open',
  ENAMETOOLONG: 'the name is too long',
  ENFILE: 'too many files are open on this machine',
  ENOTEMPTY: 'something was put there meanwhile',
}

/** What a system error means, in words. */
export function reason(error: unknown): string {
  const code = errorCode(error)
  return reasons[code] ?? (code === '' ? 'unknown reason' : `system error ${code}`)
}

/** `ENOENT` and the like; empty where it is no error of the system. */
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

/** Whether it is an error of the system, as ENOSPC; Node's own, ERR_..., are mistakes of ours. */
export function isSystemError(error: unknown): boolean {
  return /^E[A-Z0-9]+$/.test(errorCode(error))
}
