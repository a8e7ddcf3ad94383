import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import nunjucks from 'nunjucks'
import { shapesModule } from './shapes.mjs'

const directory = fileURLToPath(new URL('../templates', import.meta.url))
const environment = new nunjucks.Environment([], { autoescape: false, throwOnUndefined: true, trimBlocks: true, lstripBlocks: true })
const { nodes } = nunjucks

/** The virtual module that holds every template of templates/, and the files it was made from. */
export function templatesModule() {
  const files = existsSync(directory) ? readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.njk')) : []
  const entries = files
    .map((file) => file.replaceAll('\\', '/'))
    .sort()
    .map((file) => `${JSON.stringify(file.slice(0, -'.njk'.length))}: ${precompile(file, readFileSync(join(directory, file), 'utf8'))}`)
  return { code: `export const templates = {\n${entries.join(',\n')}\n}\n`, files: files.map((file) => join(directory, file)) }
}

/** The source of an expression: the root function of one template. Throws where the template does more than lay out. */
export function precompile(name, text) {
  const source = text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n')
  demandLayoutOnly(name, source)
  const code = nunjucks.precompileString(source, { name, env: environment, wrapper: ([template]) => template.template })
  return `(() => {\n${mentionsLoop(source) ? code : code.replace(/^frame\.set\("loop\..*\n/gm, '')}\n})().root`
}

/** Whether a template looks at `loop`, which is made anew for each round of each loop. */
function mentionsLoop(source) {
  return nunjucks.parser
    .parse(source, [], environment.opts)
    .findAll(nodes.Symbol)
    .some(({ value }) => value === 'loop')
}

/**
 * A value may reach a file only through the filter of its format, and a template is one file without others;
 * text written in the template itself, also as a literal or by a macro of the same template, needs no filter.
 */
function demandLayoutOnly(name, source) {
  const root = nunjucks.parser.parse(source, [], environment.opts)
  for (const [type, tag] of [
    [nodes.Include, 'include'],
    [nodes.Import, 'import'],
    [nodes.FromImport, 'from'],
    [nodes.Extends, 'extends'],
    [nodes.Block, 'block'],
  ]) {
    for (const node of root.findAll(type)) throw new Error(`${name}:${node.lineno + 1}: the tag ${tag} is not for templates of one file`)
  }
  const macros = new Set(root.findAll(nodes.Macro).map((macro) => macro.name.value))
  const printable = (node) =>
    node instanceof nodes.TemplateData ||
    node instanceof nodes.Literal ||
    node instanceof nodes.Filter ||
    (node instanceof nodes.InlineIf && printable(node.body) && node.else_ && printable(node.else_)) ||
    (node instanceof nodes.FunCall && node.name instanceof nodes.Symbol && macros.has(node.name.value))
  for (const output of root.findAll(nodes.Output)) {
    for (const child of output.children) {
      if (!printable(child)) throw new Error(`${name}:${child.lineno + 1}: a value is printed without the quoting filter of its format`)
    }
  }
}

const sampleDirectory = fileURLToPath(new URL('../fixtures/checks', import.meta.url))

/** The virtual module that holds the two samples of every code: fixtures/checks/<code>.yml and <code>.fixed.yml. */
export function samplesModule() {
  const files = existsSync(sampleDirectory) ? readdirSync(sampleDirectory).filter((file) => file.endsWith('.yml')) : []
  const text = (file) => (files.includes(file) ? readFileSync(join(sampleDirectory, file), 'utf8').replaceAll('\r\n', '\n') : '')
  const codes = files.filter((file) => !file.endsWith('.fixed.yml')).map((file) => file.slice(0, -'.yml'.length))
  const samples = Object.fromEntries(codes.sort().map((code) => [code, { failing: text(`${code}.yml`), corrected: text(`${code}.fixed.yml`) }]))
  return { code: `export const samples = ${JSON.stringify(samples)}\n`, files: files.map((file) => join(sampleDirectory, file)) }
}

const modules = { '#templates': templatesModule, '#samples': samplesModule, '#shapes': shapesModule }

/** Resolves `#templates`, `#samples` and `#shapes` for esbuild. */
export function esbuildTemplates() {
  return {
    name: 'templates',
    setup(build) {
      build.onResolve({ filter: /^#(templates|samples|shapes)$/ }, ({ path }) => ({ path, namespace: 'templates' }))
      build.onLoad({ filter: /.*/, namespace: 'templates' }, async ({ path }) => {
        const { code, files } = await modules[path]()
        return { contents: code, loader: 'js', watchFiles: files }
      })
    },
  }
}

/** Resolves the same for vite, and so for vitest. */
export function viteTemplates() {
  return {
    name: 'templates',
    enforce: 'pre',
    resolveId: (id) => (Object.hasOwn(modules, id) ? `\0${id}` : undefined),
    async load(id) {
      const module = id.startsWith('\0') && Object.hasOwn(modules, id.slice(1)) ? modules[id.slice(1)] : undefined
      if (module === undefined) return undefined
      const { code, files } = await module()
      for (const file of files) this.addWatchFile(file)
      return code
    },
  }
}
