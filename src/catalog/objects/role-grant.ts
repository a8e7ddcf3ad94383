import { defineObject } from '../object.js'

/** An item of `roles` of a user. `revoke` and `absent` mean the same. */
export const roleGrant = defineObject({
  title: 'Membership in a role',
  form: 'map',
  shorthand: 'name',
  attributes: {
    name: { type: 'string', required: true, doc: 'Role to be granted.' },
    state: { type: 'enum', default: 'grant', values: ['grant', 'revoke', 'absent'], doc: 'Whether the membership is given or taken back.' },
    admin: { type: 'bool', doc: 'Right to pass the role on: true adds it, false takes it away, null leaves it alone.' },
    set: { type: 'bool', since: 16, doc: 'Right to switch to the role: true, false or untouched.' },
    inherit: { type: 'bool', since: 16, doc: 'Automatic use of the privileges of the role: true, false or untouched.' },
  },
})
