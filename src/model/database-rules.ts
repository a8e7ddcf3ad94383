import { databaseClauseSince } from '../compat/provisioning.js'
import type { Sink } from '../diagnostics/sink.js'
import { codes } from './codes.js'
import type { Context } from './context.js'
import type { Database } from './database.js'
import { isTooLong, nameBytes } from './server-name.js'
import { reportSettings } from './setting.js'

/** Reports what the server, or the file of a script, would refuse about a database, and databases that cannot be dropped. */
export function reportDatabases(databases: readonly Database[], { settings, sink }: Context): void {
  for (const database of databases) {
    const { name, state, where } = database
    if (state !== 'create' && ['postgres', 'template0', 'template1'].includes(name))
      sink.report(codes['object-kept'], where('state'), `database ${name} belongs to the server and is never dropped: leave its state out`)
    reportSettings(database.settings, `database ${name}`, sink)
    reportClauses(database, settings.get('pg_version'), sink)
  }
  reportNames(databases, sink)
}

/** Attributes, and words of them, that the release does not know: it would refuse the whole statement. */
function reportClauses({ name, where, strategy, localeProvider, icuLocale, icuRules, builtinLocale }: Database, version: number, sink: Sink): void {
  const given = { strategy, locale_provider: localeProvider, icu_locale: icuLocale, icu_rules: icuRules, builtin_locale: builtinLocale }
  for (const attribute of ['strategy', 'locale_provider', 'icu_locale', 'icu_rules', 'builtin_locale'] as const) {
    const word = given[attribute]
    if (word === undefined) continue
    const since = databaseClauseSince(`${attribute}=${word}`) ?? databaseClauseSince(attribute) ?? 0
    if (version < since)
      sink.report(
        codes['database-clause'],
        where(attribute),
        `${attribute} ${word} of database ${name} needs PostgreSQL ${since}, and pg_version is ${version}`,
      )
  }
}

/** The name is a part of the name of a script on the primary; a baseline is beside it, and must not be another database's script. */
function reportNames(databases: readonly Database[], sink: Sink): void {
  const names = new Map(databases.map((database) => [database.name, database]))
  for (const { name, at, baseline } of databases) {
    const other = baseline === undefined ? undefined : names.get(`${name}-baseline`)
    if (isTooLong(name))
      sink.report(codes['database-name'], at, `database ${name} has a name of more than ${nameBytes} bytes, and PostgreSQL would cut it off: shorten it`)
    else if (name.includes('/')) sink.report(codes['database-name'], at, `database ${name} has a slash in its name, and its script is a file called like it`)
    else if (other !== undefined)
      sink.report(codes['database-name'], other.at, `database ${other.name} has the script that database ${name} has its baseline in: rename one of them`, {
        related: [{ at, message: 'the database with the baseline' }],
      })
  }
}
