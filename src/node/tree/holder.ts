import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'
import { errorCode } from '../read.js'

/** This process, in words that tell it from every other one, on this machine or another: what a lock says of its holder. */
export function thisProcess(): string {
  return `pid=${process.pid} start=${startOf(process.pid)} boot=${boot()} space=${space()} machine=${machine()} host=${hostname()}`
}

/** A lock's text in words for a user: `process 4711 on db-admin`. */
export function holderName(text: string): string {
  const { pid, host } = parse(text)
  return pid === '' ? 'somebody' : `process ${pid} on ${host}`
}

/** Whether the holder is of this machine and counts processes as this one does. Of others nobody can tell here whether they run. */
export function isHere(text: string): boolean {
  const holder = parse(text)
  if (holder.pid === '' || holder.host !== hostname() || differ(holder.machine, machine())) return false
  return differ(holder.boot, boot()) || !differ(holder.space, space())
}

/** Whether the holder certainly runs no more: it ended, its process number is another's by now, or the machine was started again. */
export function isDead(text: string): boolean {
  const holder = parse(text)
  if (!isHere(text)) return false
  if (differ(holder.boot, boot())) return true
  try {
    process.kill(Number(holder.pid), 0)
  } catch (error) {
    if (errorCode(error) === 'ESRCH') return true
  }
  return differ(holder.start, startOf(Number(holder.pid)))
}

interface Holder {
  readonly pid: string
  readonly start: string
  readonly boot: string
  readonly space: string
  readonly machine: string
  readonly host: string
}

function parse(text: string): Holder {
  const found = /^pid=(\d+) start=(\S*) boot=(\S*) space=(\S*) machine=(\S*) host=(.*)$/.exec(text)
  const [, pid = '', start = '', boot = '', space = '', machine = '', host = ''] = found ?? []
  return { pid, start, boot, space, machine, host }
}

/** What is not known does not differ. */
function differ(one: string, other: string): boolean {
  return one !== '' && other !== '' && one !== other
}

/** Field 22 of proc_pid_stat(5): clock ticks since the machine was started. A process that ended but was not waited for yet has no start. */
function startOf(pid: number): string {
  const stat = orNothing(() => readFileSync(`/proc/${pid}/stat`, 'utf8'))
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return ['Z', 'X'].includes(fields[0] ?? '') ? 'ended' : (fields[19] ?? '')
}

/** Changes whenever the machine is started. */
function boot(): string {
  return orNothing(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim())
}

/** Tells machines of the same name apart; a container may have none. */
function machine(): string {
  return orNothing(() => readFileSync('/etc/machine-id', 'utf8').trim())
}

/** Where process numbers are counted: a container has its own. */
function space(): string {
  return orNothing(() => readlinkSync('/proc/self/ns/pid').replace(/\D/g, ''))
}

/** Systems without /proc do without. */
function orNothing(read: () => string): string {
  try {
    return read()
  } catch {
    return ''
  }
}
