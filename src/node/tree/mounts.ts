import { readFileSync } from 'node:fs'
import { errorCode, reason } from '../read.js'
import { type Places, problem } from './places.js'

/** A mount in the tree would be moved aside with it, and emptied there. Only Linux lists them; elsewhere the device of a directory tells. */
export function refuseMounts(places: Places): void {
  const { target } = places
  const point = mountPoints(places).find((path) => path === target || path.startsWith(`${target}/`))
  if (point === target) throw problem(places, 'it is a mount point; name a directory below it')
  if (point !== undefined) throw problem(places, `${point} is a mount point; unmount it, or name another directory`)
}

/** Field 5 of each line of proc_pid_mountinfo(5), blanks in it written as octal numbers. */
function mountPoints(places: Places): string[] {
  try {
    return readFileSync('/proc/self/mountinfo', 'utf8')
      .split('\n')
      .map((line) => (line.split(' ')[4] ?? '').replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8))))
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(errorCode(error))) return []
    throw problem(places, `/proc/self/mountinfo cannot be read: ${reason(error)}`)
  }
}
