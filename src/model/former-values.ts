import { legacyValues } from '../catalog/legacy.js'
import type { Sink } from '../diagnostics/sink.js'
import { toPlain } from '../syntax/node.js'
import { codes } from './codes.js'
import type { Member } from './context.js'

/** Reports values that an older version took and this one reads otherwise, where they act on an instance. */
export function reportFormerValues(members: readonly Member[], sink: Sink): void {
  for (const { settings } of members)
    for (const { parameter, matches, since, message } of legacyValues) {
      const node = settings.node(parameter)
      if (node !== undefined && matches(toPlain(node)) && (since === undefined || settings.get('pg_version') >= since))
        sink.report(codes['value-former'], node.at, `${parameter} has a value of an older version. ${message}`)
    }
}
