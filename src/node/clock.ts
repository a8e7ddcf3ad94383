/** Milliseconds of this process. Not `performance`, which Node loads when it is first asked for. */
export function now(): number {
  return process.uptime() * 1000
}
