import { type Backup, optionOf } from '../model/backup.js'
import { defineCheck } from './check.js'

/** What pgBackRest does not work without, by kind of storage. Source: its option table. */
const needed: Readonly<Record<string, readonly string[]>> = {
  s3: ['s3-bucket', 's3-endpoint', 's3-region'],
  azure: ['azure-account', 'azure-container'],
  gcs: ['gcs-bucket'],
  sftp: ['sftp-host', 'sftp-host-user', 'sftp-private-key-file', 'sftp-host-key-hash-type'],
}

/** Credentials by kind of storage: the option that says which kind of key it is, its default, and what each kind consists of. */
const credentials: Readonly<Record<string, readonly [option: string, byDefault: string, needed: Readonly<Record<string, readonly string[]>>]>> = {
  s3: ['s3-key-type', 'shared', { shared: ['s3-key', 's3-key-secret'] }],
  azure: ['azure-key-type', 'shared', { shared: ['azure-key'], sas: ['azure-key'] }],
  gcs: ['gcs-key-type', 'service', { service: ['gcs-key'], token: ['gcs-key'] }],
}

/** A repository without an option that its kind of storage needs: every command of pgBackRest ends with that. */
export const backupOptionMissing = defineCheck({
  code: 'backup-option-missing',
  severity: 'warning',
  summary: 'backup repository without an option that it needs',
  hint: 'add the option to the entry of pgbackrest_repo',
  *ofCluster({ instances }) {
    for (const { backup } of instances)
      for (const { name, reason } of backup === undefined ? [] : wanted(backup))
        if (backup !== undefined && optionOf(backup, name) === undefined)
          yield {
            at: backup.at,
            message: `repository ${backup.method} needs ${name.replaceAll('-', '_')}, since ${reason}: without it pgBackRest refuses every command`,
          }
  },
})

function wanted(backup: Backup): readonly { readonly name: string; readonly reason: string }[] {
  const { storage } = backup
  const options = Object.hasOwn(needed, storage) ? (needed[storage] ?? []) : []
  const keys = Object.hasOwn(credentials, storage) ? credentials[storage] : undefined
  const kind = keys === undefined ? '' : (optionOf(backup, keys[0])?.value ?? keys[1])
  const parts = keys !== undefined && Object.hasOwn(keys[2], kind) ? (keys[2][kind] ?? []) : []
  return [
    ...options.map((name) => ({ name, reason: `its type is ${storage}` })),
    ...parts.map((name) => ({ name, reason: `${keys?.[0].replaceAll('-', '_')} is ${kind}` })),
  ]
}
