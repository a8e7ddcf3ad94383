import { defineCheck } from './check.js'

/** Outside of a tenth to four tenths the rest of the sizing, which follows from it, does not fit the machine any more. */
export const bufferShareUnusual = defineCheck({
  code: 'buffer-share-unusual',
  severity: 'warning',
  summary: 'pg_shared_buffer_ratio outside of 0.1 to 0.4',
  *ofCluster({ instances }) {
    for (const { patroni } of instances)
      if (patroni !== undefined && (patroni.tuning.bufferShare < 0.1 || patroni.tuning.bufferShare > 0.4))
        yield {
          at: patroni.tuning.bufferShareAt,
          message: `pg_shared_buffer_ratio is ${patroni.tuning.bufferShare}; from 0.1 to 0.4 of memory is usual, and the default is 0.25`,
        }
  },
})
