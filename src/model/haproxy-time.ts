/** Milliseconds of each unit; a bare number is milliseconds. Source: haproxy's configuration manual, section 2.5. */
const units: Readonly<Record<string, number>> = { us: 0.001, '': 1, ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/** haproxy keeps times in a signed 32-bit number of milliseconds, a little less than 25 days. */
const longest = 2 ** 31 - 1

/**
 * A time as haproxy reads it: a whole number with its unit. A fraction, which haproxy refuses (KD-78), becomes milliseconds: 0.5s is 500ms.
 * Undefined where the text is no time, is not a whole number of milliseconds, is zero, or is too long.
 */
export function haproxyTime(text: string): string | undefined {
  const match = /^(\d+(?:\.\d+)?) ?(us|ms|s|m|h|d|)$/.exec(text.trim())
  if (match === null) return undefined
  const [, digits = '', unit = ''] = match
  // Rounded to a nanosecond first: 1.1 * 1000 is not exactly 1100.
  const milliseconds = Math.round(Number(digits) * (units[unit] ?? 0) * 1e6) / 1e6
  if (!Number.isInteger(milliseconds) || milliseconds < 1 || milliseconds > longest) return undefined
  const whole = /^\d+$/.test(digits) && unit !== 'us' && unit !== ''
  return whole ? `${Number(digits)}${unit}` : `${milliseconds}ms`
}
