import { defineObject } from '../object.js'

/** An item of pg_default_schemas and of `schemas` of a database. */
export const schema = defineObject({
  title: 'Schema',
  form: 'map',
  shorthand: 'name',
  attributes: {
    name: { type: 'string', required: true, doc: 'Schema name.' },
    owner: { type: 'string', doc: 'Owner of the schema.' },
    state: { type: 'enum', default: 'create', values: ['create', 'absent'], doc: 'Absent drops the schema with all its content.' },
  },
})
