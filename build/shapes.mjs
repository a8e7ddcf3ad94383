import { fileURLToPath } from 'node:url'
import { Ajv } from 'ajv'
import standalone from 'ajv/dist/standalone/index.js'
import { build } from 'esbuild'

const entry = fileURLToPath(new URL('../src/catalog/fragments.ts', import.meta.url))

/**
 * The virtual module that holds a validator for every fragment of the catalogue, by the fragment's JSON, and the files it was made from. ajv turns the
 * fragments into functions here, when pgcompile is built: at run time nothing is evaluated.
 */
export async function shapesModule() {
  const { outputFiles, metafile } = await build({ entryPoints: [entry], bundle: true, format: 'esm', write: false, metafile: true, logLevel: 'warning' })
  const { fragments } = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`)
  const names = new Map(fragments().map((fragment, index) => [JSON.stringify(fragment), `shape${index}`]))
  const ajv = new Ajv({ code: { source: true, esm: true }, allErrors: true, inlineRefs: false, messages: false })
  for (const [key, name] of names) ajv.addSchema(byReference(JSON.parse(key), names), name)
  const code = standalone(ajv, Object.fromEntries([...names.values()].map((name) => [name, name])))
  if (code.includes('require(')) throw new Error('a fragment of the catalogue needs a keyword that ajv cannot compile without a module of its own')
  const table = [...names].map(([key, name]) => `${JSON.stringify(key)}: ${name}`)
  return { code: `${code}\nexport const validators = {\n${table.join(',\n')}\n}\n`, files: Object.keys(metafile.inputs) }
}

/** An object that names the fragments of its attributes instead of repeating them: a quarter of the code, all of which is read at every start. */
function byReference(fragment, names) {
  if (fragment.properties === undefined) return fragment
  const properties = Object.entries(fragment.properties).map(([name, attribute]) => [name, { $ref: names.get(JSON.stringify(attribute)) }])
  return { ...fragment, properties: Object.fromEntries(properties) }
}
