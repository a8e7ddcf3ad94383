import { defineCodes } from '../diagnostics/diagnostic.js'

/** What can be wrong with the text itself, before anybody asks what it means. */
export const syntaxCodes = defineCodes({
  'yaml-syntax': { severity: 'error', summary: 'the text is not valid YAML' },
  'yaml-tab': { severity: 'error', summary: 'tab used as indentation', hint: 'indent with spaces' },
  'yaml-character': { severity: 'error', summary: 'character that YAML does not allow, or takes for a line end' },
  'yaml-duplicate-key': { severity: 'warning', summary: 'key that is there twice in one mapping', hint: 'remove one of the two' },
  'yaml-multiple-documents': {
    severity: 'error',
    summary: 'more than one document in one file',
    hint: 'put everything into the first document, or split the file',
  },
  'yaml-unknown-tag': { severity: 'error', summary: 'tag that Ansible does not know', hint: 'remove the tag; Ansible knows !vault and !unsafe' },
  'yaml-scalar': { severity: 'error', summary: 'scalar that cannot be read as the type it claims', hint: 'quote it to make it a string' },
  'yaml-alias': { severity: 'error', summary: 'alias without an anchor, or inside its own anchor' },
  'yaml-merge': { severity: 'error', summary: 'merge key whose value is neither a mapping nor a list of mappings' },
  'yaml-complex-key': { severity: 'error', summary: 'key that is a list or a mapping' },
  'ini-syntax': { severity: 'error', summary: 'line of an INI inventory that Ansible cannot read' },
  'vault-unreadable': {
    severity: 'error',
    summary: 'encrypted value or file that is damaged, or that no given password opens',
    hint: 'give the password that it was encrypted with by --vault-password-file or --vault-id, or encrypt it again',
  },
  'yaml-nesting-too-deep': { severity: 'error', summary: 'collections nested too deeply' },
})
