import type { ObjectName, ObjectSchema } from './object.js'
import { database } from './objects/database.js'
import { exporter } from './objects/exporter.js'
import { extension } from './objects/extension.js'
import { haproxyServer } from './objects/haproxy-server.js'
import { haproxyService } from './objects/haproxy-service.js'
import { hbaRule } from './objects/hba-rule.js'
import { repository } from './objects/repository.js'
import { roleGrant } from './objects/role-grant.js'
import { rtoRow } from './objects/rto-row.js'
import { schema } from './objects/schema.js'
import { service } from './objects/service.js'
import { user } from './objects/user.js'

/** The schemas of nested objects, by the names that `items` uses. */
export const objects = {
  user,
  'role-grant': roleGrant,
  database,
  schema,
  extension,
  service,
  'hba-rule': hbaRule,
  repository,
  'rto-row': rtoRow,
  exporter,
  'haproxy-service': haproxyService,
  'haproxy-server': haproxyServer,
} as const satisfies Record<ObjectName, ObjectSchema>
