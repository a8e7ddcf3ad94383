import { defineCheck } from './check.js'

/** pg_init names another script than ours: it is not part of the inventory, so /pg/bin/pg-init is left to the operator. */
export const initScriptToDeliver = defineCheck({
  code: 'init-script-to-deliver',
  severity: 'note',
  summary: 'init script of the operator',
  hint: 'it has to run /pg/tmp/pg-init-roles.sql in database postgres, then /pg/tmp/pg-init-template.sql in template1 and postgres',
  *ofCluster({ primary }) {
    const { ownInit } = primary.provisioning
    if (ownInit !== undefined && primary.patroni !== undefined)
      yield {
        at: ownInit.at,
        message: `pg_init is ${ownInit.name}: install it as ${primary.layout.bin}/pg-init on ${primary.host.name}, pgcompile has none to write`,
      }
  },
})
