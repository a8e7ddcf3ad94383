import { type ParameterName, parameterNames, parameters } from '../catalog/catalog.js'
import { factShapes } from '../catalog/facts.js'
import { foreign } from '../catalog/foreign.js'
import type { JsonSchema } from '../catalog/fragment.js'
import { legacy } from '../catalog/legacy.js'
import type { Attribute, ObjectName, ObjectSchema } from '../catalog/object.js'
import { objects } from '../catalog/objects.js'
import type { Parameter } from '../catalog/parameter.js'
import { parameterFacts, typeText } from './parameter-text.js'
import { gone, objectSchema, valueSchema } from './value-schema.js'

/**
 * The JSON Schema (draft-07) of an inventory for editors: completion, hovers, and a mark where the compiler would report an error of shape. What the compiler
 * takes is right here too, whatever its spelling; so is a Jinja expression in place of any value, and a variable that nothing knows.
 */
export function inventorySchema(): JsonSchema {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    description: 'An Ansible inventory as Pigsty v4.5 has it: groups with hosts, child groups and variables.',
    type: 'object',
    properties: { all: ref('group') },
    additionalProperties: ref('group'),
    definitions: {
      group: {
        type: ['object', 'null'],
        properties: {
          vars: { allOf: [ref('variables')], description: 'Variables of every host below this group.' },
          hosts: {
            type: ['object', 'string', 'null'],
            additionalProperties: ref('variables'),
            description: 'Hosts of the group by address, with variables of their own.',
          },
          children: { type: ['object', 'string', 'null'], additionalProperties: ref('group'), description: 'Groups within the group.' },
        },
      },
      variables: { type: ['object', 'null'], properties: variables() },
      ...Object.fromEntries(Object.entries<ObjectSchema>(objects).map(([name, schema]) => [name, objectSchema(schema, describeAttribute)])),
    },
  }
}

/** The same as the text of schema/inventory.schema.json. */
export function schemaText(): string {
  return `${JSON.stringify(inventorySchema(), undefined, 2)}\n`
}

function variables(): Record<string, JsonSchema> {
  const all = new Map<string, JsonSchema>()
  for (const [name, module] of Object.entries(foreign))
    all.set(name, { description: `A parameter of the module ${module}. None of the compiled files depends on it.`, doNotSuggest: true })
  for (const [name, former] of Object.entries(legacy)) all.set(name, gone(`A parameter of an older version that nothing reads any more. ${former.message}`))
  for (const [name, fact] of Object.entries(factShapes)) all.set(name, { ...valueSchema(fact), description: `${fact.doc} A fact of the host.` })
  for (const name of parameterNames) all.set(name, ofParameter(name, parameters[name]))
  return Object.fromEntries(all)
}

function ofParameter(name: ParameterName, parameter: Parameter): JsonSchema {
  const schema = name === 'pg_instances' ? { ...valueSchema(parameter), additionalProperties: ref('variables') } : valueSchema(parameter)
  if (parameter.replacedBy !== undefined) return { ...schema, ...gone(`Nothing reads it any more: ${parameter.replacedBy} takes its place. ${parameter.doc}`) }
  // A password that everybody knows is nothing to complete.
  const standard = parameter.default === undefined || parameter.secret ? {} : { default: parameter.default }
  return { ...schema, description: describeParameter(parameter), ...standard }
}

function describeParameter(parameter: Parameter): string {
  return [parameter.doc, ...parameterFacts(parameter).map(([label, text]) => `${label}: ${text}.`)].join('\n\n')
}

function describeAttribute(attribute: Attribute): string {
  const since = attribute.since === undefined ? [] : [`Since PostgreSQL ${attribute.since}.`]
  return [attribute.doc, `Value: ${typeText(attribute)}.`, ...since].join('\n\n')
}

function ref(name: ObjectName | 'group' | 'variables'): JsonSchema {
  return { $ref: `#/definitions/${name}` }
}
