import { libraryOf } from '../compat/extension-libraries.js'
import type { Extension } from '../model/database.js'
import { effectiveSetting } from '../model/effective-setting.js'
import type { Instance } from '../model/model.js'
import { defineCheck } from './check.js'

/** An extension whose library the server does not load at its start: creating it fails there, or it never does anything. */
export const extensionLibrary = defineCheck({
  code: 'extension-library',
  severity: 'warning',
  summary: 'extension without the library that it needs at the start of the server',
  hint: 'add the library to pg_libs; a running cluster needs a restart to load it',
  *ofCluster({ name, mode, primary }) {
    const setting = effectiveSetting(primary, 'shared_preload_libraries')
    if (setting === undefined) return
    // Patroni itself loads the library of Citus.
    const loaded = new Set([...setting.text.split(',').map((library) => library.trim().replaceAll('"', '')), ...(mode === 'citus' ? ['citus'] : [])])
    for (const { extension, where } of extensionsOf(primary)) {
      const needed = libraryOf(extension.name)
      if (needed === undefined || loaded.has(needed.library)) continue
      const source = setting.at === undefined ? 'pg_libs' : 'pg_parameters.shared_preload_libraries'
      yield {
        at: extension.at.source.text === '' ? (setting.at ?? primary.cluster.at) : extension.at,
        message: `extension ${extension.name} ${where} needs the library ${needed.library}, and ${source} of ${name} loads \`${setting.text}\`: ${needed.without === 'refused' ? 'CREATE EXTENSION fails' : 'the extension is there and does nothing'}`,
      }
    }
  },
})

function* extensionsOf({ databases, provisioning }: Instance): Iterable<{ extension: Extension; where: string }> {
  if (!provisioning.enabled) return
  for (const extension of provisioning.extensions) if (!extension.absent) yield { extension, where: 'of pg_default_extensions' }
  for (const { name, state, extensions } of databases)
    for (const extension of extensions) if (state !== 'absent' && !extension.absent) yield { extension, where: `in database ${name}` }
}
