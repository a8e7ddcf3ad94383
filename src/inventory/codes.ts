import { defineCodes } from '../diagnostics/diagnostic.js'

/** Codes of reading, resolving and validating an inventory. */
export const codes = defineCodes({
  'inventory-empty': { severity: 'error', summary: 'inventory without a group' },
  'inventory-shape': { severity: 'error', summary: 'part of the inventory that has the wrong shape' },
  'inventory-dynamic': {
    severity: 'error',
    summary: 'inventory that is a program, or asks another system',
    hint: 'save what `ansible-inventory --list` prints of it as a .json file, and compile that',
  },
  'inventory-key-ignored': {
    severity: 'warning',
    summary: 'part of an inventory that Ansible ignores',
    hint: 'only `vars`, `children` and `hosts` mean something in a group',
  },
  'group-cycle': { severity: 'error', summary: 'group that is its own ancestor' },
  'group-priority': { severity: 'error', summary: 'ansible_group_priority that is not an integer' },
  'identity-ambiguous': {
    severity: 'warning',
    summary: 'identity of a host that only the order of groups decides',
    hint: 'set it in one place only, or say which group is stronger with ansible_group_priority',
  },
  'name-shared': { severity: 'warning', summary: 'host that has the name of a group', hint: 'rename one of the two' },
  'extra-variables': { severity: 'error', summary: 'extra variables that cannot be read', hint: 'write -e name=value, -e \'{"name": value}\' or -e @file.yml' },
  'host-range': { severity: 'error', summary: 'host range that cannot be expanded' },
  'value-type': { severity: 'error', summary: 'value of the wrong type' },
  'value-range': { severity: 'error', summary: 'number outside its range' },
  'value-enum': { severity: 'error', summary: 'word that is not among the accepted ones' },
  'value-format': { severity: 'error', summary: 'text that does not have the wanted form' },
  'value-expression': {
    severity: 'error',
    summary: 'Jinja expression that is not evaluated',
    hint: 'write the value itself, or put `!unsafe` before a text that is no expression',
  },
  'expression-undefined': { severity: 'error', summary: 'variable, key or item in an expression that does not exist' },
  'expression-cycle': { severity: 'error', summary: 'variable whose value is made of itself' },
  'expression-fails': { severity: 'error', summary: 'expression that Ansible cannot evaluate either' },
  'value-vault': {
    severity: 'error',
    summary: 'encrypted value without a password, where a file needs it',
    hint: 'say where the password is with --vault-password-file, or --vault-id <id>@<file>',
    ofOpaque: true,
  },
  'value-opaque': {
    severity: 'note',
    summary: 'encrypted values that nothing is said about, for want of a password',
    hint: 'with --vault-password-file, or --vault-id <id>@<file>, they are checked as all others are',
    ofOpaque: true,
  },
  'attribute-missing': { severity: 'error', summary: 'object without an attribute that it needs' },
  'attribute-unknown': { severity: 'warning', summary: 'attribute that nothing reads' },
  'parameter-unknown': { severity: 'warning', summary: 'parameter that nothing reads' },
  'parameter-former': { severity: 'warning', summary: 'parameter of an older version, ignored by this one' },
  'parameter-reused': { severity: 'warning', summary: 'parameter that means something else than in the version of this inventory' },
  'facts-shape': { severity: 'error', summary: 'facts file that has the wrong shape' },
  'facts-unknown': { severity: 'warning', summary: 'fact or host of a facts file that nothing reads' },
})
