import { isParameter, parameterNames, parameters } from '../catalog/catalog.js'
import type { Parameter } from '../catalog/parameter.js'
import type { Sink } from '../diagnostics/sink.js'
import type { Settings } from '../inventory/settings.js'
import { codes } from './codes.js'

/** Parameters that a switch makes necessary. */
const conditional = parameterNames.flatMap((name) => {
  const { requiredIf, doc }: Parameter = parameters[name]
  return requiredIf !== undefined && isParameter(requiredIf) ? [{ name, condition: requiredIf, doc }] : []
})

/** Reports what a switch of the host asks for and nobody gives. */
export function reportMissing(settings: Settings, sink: Sink): void {
  for (const { name, condition, doc } of conditional)
    if (settings.get(condition) === true && !settings.isSet(name))
      sink.report(codes['parameter-missing'], settings.at(condition), `${condition} is true and needs \`${name}\`: ${doc}`)
}
