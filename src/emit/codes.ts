import { defineCodes } from '../diagnostics/diagnostic.js'

/** What can go wrong between decided values and files. */
export const emitCodes = defineCodes({
  'value-not-expressible': {
    severity: 'error',
    summary: 'value that the format of a file has no way to write',
    hint: 'choose another value: no quoting of this format can carry it',
  },
  'file-written-twice': {
    severity: 'error',
    summary: 'two parts of the inventory ask for the same file of a host with content of their own',
    hint: 'rename one of the two',
  },
})
