import { defineObject } from '../object.js'

/** An item of pg_default_extensions and of `extensions` of a database. */
export const extension = defineObject({
  title: 'Extension',
  form: 'map',
  shorthand: 'name',
  attributes: {
    name: { type: 'string', required: true, doc: 'Extension name as in CREATE EXTENSION, not the package name.' },
    schema: { type: 'string', doc: 'Schema to install into.' },
    version: { type: 'string', doc: 'Version to install.' },
    state: { type: 'enum', default: 'create', values: ['create', 'absent'], doc: 'Absent drops the extension with its dependants.' },
  },
})
