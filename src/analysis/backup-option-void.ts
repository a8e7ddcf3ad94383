import type { Backup } from '../model/backup.js'
import { defineCheck } from './check.js'

/** Options by their beginning, and the kinds of storage that read them. Source: pgBackRest's option table. */
const storages: readonly (readonly [prefix: string, types: readonly string[]])[] = [
  ['azure-', ['azure']],
  ['gcs-', ['gcs']],
  ['s3-', ['s3']],
  ['sftp-', ['sftp']],
  ['storage-', ['azure', 'gcs', 's3']],
]

/** Options that another one has to switch on: its name, its value, and what holds where it is absent. */
const switches: Readonly<Record<string, readonly [option: string, value: string, byDefault: string]>> = {
  'bundle-size': ['bundle', 'y', 'n'],
  'bundle-limit': ['bundle', 'y', 'n'],
  block: ['bundle', 'y', 'n'],
  'block-size-map': ['block', 'y', 'n'],
  'block-age-map': ['block', 'y', 'n'],
  'block-checksum-size-map': ['block', 'y', 'n'],
  'block-size-super': ['block', 'y', 'n'],
  'block-size-super-full': ['block', 'y', 'n'],
  hardlink: ['bundle', 'n', 'n'],
  'cipher-pass': ['cipher-type', 'aes-256-cbc', 'none'],
}

/** pgBackRest passes over an option whose condition does not hold: a repository without its `type` becomes a directory of the host itself. */
export const backupOptionVoid = defineCheck({
  code: 'backup-option-void',
  severity: 'warning',
  summary: 'option of a backup repository that another one makes void',
  hint: 'correct the option that it depends on, or leave it out',
  *ofCluster({ instances }) {
    for (const { backup } of instances)
      for (const { name, value, at } of backup?.options ?? []) {
        const reason = backup === undefined || value === 'n' ? undefined : reasonOf(name, backup)
        if (backup !== undefined && reason !== undefined)
          yield { at, message: `${name.replaceAll('-', '_')} of repository ${backup.method} has no effect: ${reason}` }
      }
  },
})

function reasonOf(name: string, { storage, options }: Backup): string | undefined {
  const types = storages.find(([prefix]) => name.startsWith(prefix))?.[1]
  if (types !== undefined && !types.includes(storage)) return `it is for type ${types.join(', ')}, and the type is ${storage}`
  const condition = Object.hasOwn(switches, name) ? switches[name] : undefined
  if (condition === undefined) return undefined
  const [option, wanted, byDefault] = condition
  const value = options.find((other) => other.name === option)?.value ?? byDefault
  return value === wanted ? undefined : `it needs ${option.replaceAll('-', '_')}: ${wanted}, and that is ${value}`
}
