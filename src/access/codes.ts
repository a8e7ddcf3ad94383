import { defineCodes } from '../diagnostics/diagnostic.js'

/** Codes of expectations: statements about who may connect, in a file of their own. */
export const codes = defineCodes({
  'expectation-form': { severity: 'error', summary: 'expectation that cannot be read, or that names what the inventory does not have' },
  'expectation-failed': { severity: 'error', summary: 'expectation that the inventory does not hold' },
  'expectation-unproven': {
    severity: 'error',
    summary: 'expectation about what nobody can know offline',
    hint: 'write the rule with addresses and names that the inventory has, or expect less',
  },
})
