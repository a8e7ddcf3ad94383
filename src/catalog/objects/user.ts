import { defineObject } from '../object.js'

/** An item of pg_users and pg_default_roles. `state` has no effect on the SQL of pg_default_roles. */
export const user = defineObject({
  title: 'User or role',
  form: 'map',
  attributes: {
    name: { type: 'string', required: true, pattern: '[a-z_][a-z0-9_@.-]{0,62}', doc: 'Role name.' },
    state: { type: 'enum', default: 'create', values: ['create', 'absent'], doc: 'Whether the user is created or altered, or dropped.' },
    password: { type: 'password', secret: true, doc: 'Password, in clear or as a ready SCRAM or MD5 verifier; null leaves the present one.' },
    login: { type: 'bool', default: true, doc: 'Login right.' },
    superuser: { type: 'bool', default: false, doc: 'Superuser flag.' },
    createdb: { type: 'bool', default: false, doc: 'Right to create databases.' },
    createrole: { type: 'bool', default: false, doc: 'Right to create roles.' },
    inherit: { type: 'bool', default: true, doc: 'Automatic use of granted privileges.' },
    replication: { type: 'bool', default: false, doc: 'Right to open replication connections.' },
    bypassrls: { type: 'bool', default: false, doc: 'Exemption from row security.' },
    connlimit: { type: 'int', default: -1, min: -1, doc: 'Concurrent connections allowed; -1 means no limit.' },
    expire_in: { type: 'int', unit: 'd', min: 0, doc: 'Validity in days, counted from the run; wins over expire_at.' },
    expire_at: { type: 'string', doc: 'Last day of validity as YYYY-MM-DD, or infinity.' },
    parameters: { type: 'map', default: {}, items: 'scalar', doc: 'Role-level settings.' },
    comment: { type: 'string', default: 'business user <name>', doc: 'Comment on the role.' },
    roles: { type: 'list', default: [], items: 'role-grant', doc: 'Memberships, each a name or a map.' },
    pgbouncer: { type: 'bool', default: false, doc: 'Whether the user is written to userlist.txt of the pooler.' },
    pool_mode: { type: 'enum', values: ['transaction', 'session', 'statement'], doc: 'Pooling mode of the user.' },
    pool_connlimit: { type: 'int', min: -1, doc: 'Server connections allowed for the user in the pooler (max_user_connections).' },
  },
  legacy: {
    search_path: { new: 'parameters.search_path', message: 'Move it into parameters.' },
    admin: { new: 'roles[].admin', message: 'Give it on the item of roles.' },
  },
})
