import type { Check } from './check.js'

/** Every check, by code. */
export const checks: readonly Check[] = []
