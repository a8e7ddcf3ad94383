import type { Database } from '../../model/database.js'
import type { Instance } from '../../model/model.js'
import { defineArtifact } from '../artifact.js'
import { instanceFile } from '../files.js'
import { connectTo, psql, type ScriptView, type Section, scriptContent } from '../statement.js'
import { createDatabase, databaseStatements, dropDatabase, grantStatements, openDatabase, shutDatabase } from './parts/database.js'
import { extensionStatements, privilegeStatements, schemaStatements } from './parts/object.js'
import { baselineScript, databaseScript, scriptRights } from './parts/script.js'

/** One database of pg_databases: made, changed, made again or dropped. */
export const sqlPgDb = defineArtifact<ScriptView>({
  id: 'sql/pg-db.sql',
  component: 'postgres',
  format: 'sql',
  impact: { action: 'manual', how: 'run it with psql on the primary, or /pg/bin/pg-provision' },
  uses: [
    'pg_admin_username',
    'pg_databases',
    'pg_dbsu',
    'pg_default_privileges',
    'pg_default_roles',
    'pg_instances',
    'pg_monitor_username',
    'pg_provision',
    'pg_replication_username',
    'pg_role',
  ],
  each: 'cluster',
  files: ({ clusters }) =>
    clusters.flatMap(({ primary }) =>
      primary.provisioning.enabled
        ? primary.databases.map((database) => ({
            ...instanceFile(primary, databaseScript(primary.layout, database.name), { ...scriptRights(primary), secret: false }, viewOf(database, primary)),
            at: database.at,
          }))
        : [],
    ),
  content: scriptContent,
})

function viewOf(database: Database, instance: Instance): ScriptView {
  const { name, state, template, owner } = database
  // A database cannot be cloned or dropped by a session of its own.
  const outside = name === 'postgres' || template === 'postgres' ? 'template1' : 'postgres'
  const begin: Section = { title: 'From outside of the database', statements: connectTo(outside) }
  const drop: Section = { title: 'Drop it, whoever is in it', statements: dropDatabase(name) }
  if (state === 'absent') return { purpose: `Drops database ${name}, which the inventory calls absent.`, sections: [begin, drop] }
  return {
    purpose: `Database ${name}. ${state === 'recreate' ? 'The inventory wants it made again: EVERY RUN LOSES ITS DATA.' : 'A second run changes nothing.'}`,
    sections: [
      begin,
      ...(state === 'recreate' ? [drop] : []),
      { title: 'Create it where it is missing', statements: createDatabase(database) },
      { title: 'The database as a whole', statements: [...databaseStatements(database, instance), ...openDatabase(database)] },
      { title: 'From inside: who may make objects', statements: [...connectTo(name), ...grantStatements(database, instance)] },
      {
        title: 'What objects of the owner give to others',
        statements: owner === undefined ? [] : privilegeStatements(owner, instance.provisioning.ownerPrivileges),
      },
      { title: 'Schemas', statements: database.schemas.flatMap(schemaStatements) },
      { title: 'Extensions', statements: database.extensions.flatMap(extensionStatements) },
      ...(database.baseline === undefined
        ? []
        : [{ title: 'Its baseline, which every run repeats', statements: [psql`\i ${{ argument: baselineScript(instance.layout, name) }}`] }]),
      ...(database.allowConnections === false ? [{ title: 'Nobody else comes in', statements: [...connectTo(outside), ...shutDatabase(name)] }] : []),
    ].filter(({ statements }) => statements.length > 0),
  }
}
