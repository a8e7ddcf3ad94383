import { codes as accessCodes } from './access/codes.js'
import { checks } from './analysis/checks.js'
import type { Code } from './diagnostics/diagnostic.js'
import { emitCodes } from './emit/codes.js'
import { codes as inventoryCodes } from './inventory/codes.js'
import { codes as modelCodes } from './model/codes.js'
import { codes as planCodes } from './plan/codes.js'
import { syntaxCodes } from './syntax/codes.js'

/** Every code a diagnostic can have, sorted. */
export const codes: readonly Code[] = [syntaxCodes, inventoryCodes, modelCodes, accessCodes, emitCodes, planCodes]
  .flatMap((table) => Object.values<Code>(table))
  .concat(checks)
  .sort((a, b) => (a.code < b.code ? -1 : 1))
