import { optionOf } from '../model/backup.js'
import { storeAt } from '../model/object-store.js'
import { isOpaque } from '../syntax/vault.js'
import { defineCheck } from './check.js'

/** The repository's key is one that the object store of the same inventory does not create: every archive command is refused. */
export const backupStoreCredentials = defineCheck({
  code: 'backup-store-credentials',
  severity: 'warning',
  summary: "backup credentials that are none of the object store's",
  hint: 's3_key and s3_key_secret are the access_key and secret_key of one of minio_users',
  *run({ clusters, stores }) {
    for (const { instances } of clusters)
      for (const { backup } of instances) {
        if (backup?.storage !== 's3') continue
        const [endpoint, key, secret] = (['s3-endpoint', 's3-key', 's3-key-secret'] as const).map((name) => optionOf(backup, name))
        const store = endpoint === undefined ? undefined : storeAt(endpoint.value, stores)
        if (store?.users === undefined || key === undefined || isOpaque(key.value)) continue
        const { list, at } = store.users
        const users = list.filter((user) => user.key === key.value)
        if (users.length === 0)
          yield {
            at: key.at,
            message: `s3_key of repository ${backup.method} is no user of object store ${store.name}: its minio_users creates other ones`,
            related: [{ at, message: `the users of ${store.name}` }],
          }
        else if (secret !== undefined && !isOpaque(secret.value) && users.every((user) => user.secret !== undefined && user.secret !== secret.value))
          yield {
            at: secret.at,
            message: `s3_key_secret of repository ${backup.method} is not the secret_key that object store ${store.name} gives this user`,
            related: users.map((user) => ({ at: user.at, message: `the user of ${store.name}` })),
          }
      }
  },
})
