import { defineCodes } from '../diagnostics/diagnostic.js'

/** Codes of intentions: what a change was meant to do, in a file of its own. */
export const codes = defineCodes({
  'intention-form': { severity: 'error', summary: 'statement about an intended change that cannot be read, or that names what neither inventory has' },
  'change-unintended': {
    severity: 'error',
    summary: 'change that no statement about the intended change speaks of',
    hint: 'take it out of the inventory, or say that it is meant',
  },
  'intention-void': { severity: 'warning', summary: 'intended change that does not happen' },
})
