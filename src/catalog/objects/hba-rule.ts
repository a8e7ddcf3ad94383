import { defineObject } from '../object.js'

/**
 * An item of pg_hba_rules, pgb_hba_rules and their defaults: either `addr` with its companions, or raw lines in `rules`.
 * A rule without `order` comes after all that have one.
 */
export const hbaRule = defineObject({
  title: 'Access rule',
  form: 'map',
  attributes: {
    user: { type: 'string', default: 'all', doc: 'User column: a name, all, +group, a comma list, or a placeholder.' },
    db: { type: 'string', default: 'all', doc: 'Database column: a name, all, replication, or a comma list.' },
    addr: {
      type: 'enum',
      requiredUnless: 'rules',
      values: ['local', 'localhost', 'admin', 'infra', 'cluster', 'intra', 'intranet', 'world', 'all'],
      open: 'cidr',
      doc: 'Address alias, or an IPv4 address or CIDR.',
    },
    auth: {
      type: 'enum',
      default: 'pwd',
      values: ['deny', 'reject', 'trust', 'pwd', 'sha', 'scram-sha-256', 'md5', 'ssl', 'ssl-sha', 'ssl-md5', 'cert', 'os', 'ident', 'peer'],
      doc: 'Authentication alias or method.',
    },
    role: {
      type: 'enum',
      default: 'common',
      values: ['default', 'common', 'primary', 'replica', 'offline', 'standby', 'delayed'],
      doc: 'Instance role for which the rule is active; elsewhere its lines are written commented out.',
    },
    title: { type: 'string', doc: 'Comment above the rule.' },
    order: { type: 'int', doc: 'Sort key, ascending; rules without it come after all rules that have it.' },
    rules: {
      type: 'list',
      requiredUnless: 'addr',
      default: [],
      items: 'string',
      doc: 'Raw lines, written as they are; if non-empty, all other attributes but title, role and order are ignored.',
    },
  },
})
