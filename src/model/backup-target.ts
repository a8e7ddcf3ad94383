import type { Attribute } from '../catalog/object.js'
import { repository } from '../catalog/objects/repository.js'
import { existsIn } from '../compat/option.js'
import { neededForRelease } from '../compat/pgbackrest.js'
import { knownLifetimeOf, titleOf } from '../compat/understands.js'
import type { RepositoryOption } from './backup.js'
import { codes } from './codes.js'
import type { Context } from './context.js'

/**
 * The options that pgBackRest on the target has, and the names of those that are left out: of a built-in repository, or with a value that asks for nothing.
 * An option that the inventory asks for and the target lacks is reported, as is a release of the server that it cannot back up.
 */
export function fitToTarget(options: readonly RepositoryOption[], what: string, context: Context): { options: RepositoryOption[]; lost: string[] } {
  const { settings, platform, sink } = context
  reportRelease(context)
  const lost: string[] = []
  const kept = options.filter((option) => {
    const since = firstWith(option, platform.versions.pgbackrest)
    if (since === undefined) return true
    lost.push(option.name)
    if (settings.isSet('pgbackrest_repo') && !isDefault(option))
      sink.report(
        codes['target-cannot'],
        option.at,
        `${titleOf(platform, 'pgbackrest')} of ${platform.name} does not have what ${what}.${option.name.replaceAll('-', '_')} asks for: ${since} is the first that does`,
      )
    return false
  })
  return { options: kept, lost }
}

/** pgBackRest refuses releases of the server that it does not know. */
function reportRelease(context: Context): void {
  const { settings, platform, sink } = context
  const release = settings.get('pg_version')
  const needed = neededForRelease(release, platform.versions.pgbackrest)
  // IvorySQL says itself which release it is.
  if (needed !== undefined && settings.get('pg_mode') !== 'ivory')
    sink.report(
      codes['target-cannot'],
      settings.isSet('pg_version') ? settings.at('pg_version') : context.member.host.platform.at,
      `${titleOf(platform, 'pgbackrest')} of ${platform.name} cannot back up PostgreSQL ${release}: ${needed} is the first that can`,
    )
}

/** The first version with the option and its value, where this one does not have them. */
function firstWith({ name, value }: RepositoryOption, version: string): string | undefined {
  return [`repo-${name}`, `repo-${name}=${value}`].map((option) => knownLifetimeOf('pgbackrest', option)).find((lifetime) => !existsIn(version, lifetime))
    ?.since
}

/** Whether the value asks for nothing but what happens without it. */
function isDefault({ name, value }: RepositoryOption): boolean {
  const attributes: Readonly<Record<string, Attribute>> = repository.attributes
  const attribute = name.replaceAll('-', '_')
  return Object.hasOwn(attributes, attribute) && String(attributes[attribute]?.default) === value
}
