import { defineCodes } from '../diagnostics/diagnostic.js'

/** Codes of reading, resolving and validating an inventory. */
export const codes = defineCodes({
  'inventory-empty': { severity: 'error', summary: 'inventory without a group' },
  'inventory-shape': { severity: 'error', summary: 'part of the inventory that has the wrong shape' },
  'inventory-key-ignored': {
    severity: 'warning',
    summary: 'key of a group that Ansible ignores',
    hint: 'only `vars`, `children` and `hosts` mean something in a group',
  },
  'group-cycle': { severity: 'error', summary: 'group that is its own ancestor' },
  'group-priority': { severity: 'error', summary: 'ansible_group_priority that is not an integer' },
  'identity-ambiguous': {
    severity: 'warning',
    summary: 'identity of a host that only the order of groups decides',
    hint: 'set it in one place only, or say which group is stronger with ansible_group_priority',
  },
  'host-range': { severity: 'error', summary: 'host range that cannot be expanded' },
  'value-type': { severity: 'error', summary: 'value of the wrong type' },
  'value-range': { severity: 'error', summary: 'number outside its range' },
  'value-enum': { severity: 'error', summary: 'word that is not among the accepted ones' },
  'value-format': { severity: 'error', summary: 'text that does not have the wanted form' },
  'value-expression': { severity: 'error', summary: 'Jinja expression, which is not evaluated', hint: 'write the value itself' },
  'value-vault': { severity: 'error', summary: 'encrypted value that cannot be read' },
  'attribute-missing': { severity: 'error', summary: 'object without an attribute that it needs' },
  'attribute-unknown': { severity: 'warning', summary: 'attribute that nothing reads' },
  'parameter-unknown': { severity: 'warning', summary: 'parameter that nothing reads' },
  'parameter-former': { severity: 'warning', summary: 'parameter of an older version, ignored by this one' },
  'facts-shape': { severity: 'error', summary: 'facts file that has the wrong shape' },
  'facts-unknown': { severity: 'warning', summary: 'fact or host of a facts file that nothing reads' },
})
