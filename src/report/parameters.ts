import type { Artifact } from '../artifacts/artifact.js'
import { type ParameterName, parameterNames, parameters, sections } from '../catalog/catalog.js'
import type { Attribute, ObjectSchema } from '../catalog/object.js'
import { objects } from '../catalog/objects.js'
import type { Parameter, Section } from '../catalog/parameter.js'
import { placesOf } from './components.js'
import { type Paint, plain } from './paint.js'
import { parameterFacts, typeText } from './parameter-text.js'

/** One parameter in full: what it is, what it may be, what a change needs, and the files that depend on it. */
export function describeParameter(name: ParameterName, artifacts: readonly Artifact[], paint: Paint = plain): string {
  const parameter: Parameter = parameters[name]
  const facts = [...parameterFacts(parameter), ['Acts in', placesOf(artifacts, name).replaceAll('`', '') || 'no file'] as const]
  const width = Math.max(...facts.map(([label]) => label.length)) + 2
  const lines = [paint('bold', name), `  ${parameter.doc}`, '', ...facts.map(([label, text]) => `  ${paint('faint', `${label}:`.padEnd(width))}${text}`)]
  const schema = schemaOf(parameter)
  if (schema !== undefined) lines.push('', `  ${schema.title}:`, ...attributeLines(schema, paint))
  return `${lines.join('\n')}\n`
}

/** Every parameter in one line each, by section. */
export function listParameters(paint: Paint = plain): string {
  const width = Math.max(...parameterNames.map((name) => name.length))
  const lines = sections.flatMap(({ title, parameters: own }: Section) => [
    '',
    paint('bold', title),
    ...Object.entries(own).map(([name, { doc }]) => `  ${name.padEnd(width)}  ${firstSentence(doc)}`),
  ])
  return `${lines.slice(1).join('\n')}\n`
}

/** The page that describes every parameter and every nested object. */
export function parametersPage(artifacts: readonly Artifact[]): string {
  const lines = [
    '# Parameters',
    '',
    'Derived from the catalogue in `src/catalog/`; `npm run golden` writes it. `pgcompile params NAME` says the same of one parameter, and',
    '[`inventory.schema.json`](inventory.schema.json) brings it into editors.',
  ]
  for (const { title, parameters: own } of sections as readonly Section[]) {
    lines.push('', `## ${title}`)
    for (const [name, parameter] of Object.entries(own)) {
      lines.push('', `### ${name}`, '', cell(parameter.doc), '', ...parameterFacts(parameter).map(([label, text]) => `- ${label}: ${cell(text)}`))
      lines.push(`- Acts in: ${placesOf(artifacts, name) || 'no file'}`)
    }
  }
  lines.push('', '# Objects')
  for (const schema of Object.values<ObjectSchema>(objects)) {
    lines.push('', `## ${schema.title}`, '', '| attribute | value | default | meaning |', '|---|---|---|---|')
    for (const [name, attribute] of Object.entries(schema.attributes))
      lines.push(`| \`${name}\` | ${cell(typeText(attribute))} | ${cell(standard(attribute))} | ${cell(attribute.doc)}${since(attribute)} |`)
  }
  return `${lines.join('\n')}\n`
}

function schemaOf({ items }: Parameter): ObjectSchema | undefined {
  const all: Readonly<Record<string, ObjectSchema>> = objects
  return items !== undefined && Object.hasOwn(all, items) ? all[items] : undefined
}

function attributeLines(schema: ObjectSchema, paint: Paint): string[] {
  const width = Math.max(...Object.keys(schema.attributes).map((name) => name.length))
  return Object.entries(schema.attributes).map(
    ([name, attribute]) =>
      `    ${paint('bold', name.padEnd(width))}  ${attribute.doc}${since(attribute)} ${paint('faint', `(${typeText(attribute)}; default ${standard(attribute)})`)}`,
  )
}

function standard({ default: value, required, requiredUnless }: Attribute): string {
  if (value !== undefined) return typeof value === 'string' && value !== '' ? value : JSON.stringify(value)
  return required ? 'none, required' : requiredUnless === undefined ? 'none' : `none, required without ${requiredUnless}`
}

function since({ since: release }: Attribute): string {
  return release === undefined ? '' : ` Since PostgreSQL ${release}.`
}

function firstSentence(doc: string): string {
  return /^.*?\.(?= [A-Z]|$)/.exec(doc)?.[0] ?? doc
}

/** Placeholders are no tags, and a bar ends no cell. */
function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('<', '&lt;').replaceAll('*', '\\*')
}
