import { optionOf } from '../model/backup.js'
import { storeAt } from '../model/object-store.js'
import { defineCheck } from './check.js'

/** A bucket that the object store of the same inventory does not create: pgBackRest creates none itself. */
export const backupBucketMissing = defineCheck({
  code: 'backup-bucket-missing',
  severity: 'warning',
  summary: 'backup bucket that the object store does not create',
  hint: 'add the bucket to minio_buckets, or use one of those',
  *run({ clusters, stores }) {
    for (const { instances } of clusters)
      for (const { backup } of instances) {
        if (backup?.storage !== 's3') continue
        const [endpoint, bucket] = (['s3-endpoint', 's3-bucket'] as const).map((name) => optionOf(backup, name))
        const store = endpoint === undefined ? undefined : storeAt(endpoint.value, stores)
        if (store?.buckets === undefined || bucket === undefined || store.buckets.names.includes(bucket.value)) continue
        yield {
          at: bucket.at,
          message: `repository ${backup.method} writes to bucket ${bucket.value}, and minio_buckets of object store ${store.name} creates only ${store.buckets.names.join(', ')}`,
          related: [{ at: store.buckets.at, message: `the buckets of ${store.name}` }],
        }
      }
  },
})
