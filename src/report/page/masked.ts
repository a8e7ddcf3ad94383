import type { Artifact, FileSpec } from '../../artifacts/artifact.js'
import { artifacts } from '../../artifacts/artifacts.js'
import { type ParameterName, parameters, secretNames } from '../../catalog/catalog.js'
import type { Compilation } from '../../compile.js'
import { Sink } from '../../diagnostics/sink.js'
import { type EmittedFile, emit } from '../../emit/emit.js'
import type { InventoryInput } from '../../inventory/input.js'
import { Source } from '../../source/source.js'
import type { Span } from '../../source/span.js'
import { type CompileInput, understand } from '../../understand.js'

/** Stands for a credential in a file that is shown. */
const stand = 'xxxxxxxx'

/**
 * The files that hold credentials, made of an inventory whose credentials are all replaced: so none can be in them, whatever form a file gives it. Empty
 * where the inventory does not compile that way, as where a credential must have a form of its own.
 */
export function maskedFiles(input: CompileInput, { secrets, files }: Pick<Compilation, 'secrets' | 'files'>): readonly EmittedFile[] {
  if (secrets.some(({ source }) => source.sealed)) return []
  const bySource = new Map<Source, Span[]>()
  for (const span of secrets) bySource.set(span.source, [...(bySource.get(span.source) ?? []), span])
  const replaced = new Map([...bySource].map(([source, spans]) => [source, new Source(source.name, without(source.text, spans), source.sealed)]))
  const veiled = (source: Source): Source => replaced.get(source) ?? source
  const sink = new Sink()
  const model = understand(
    {
      ...input,
      inventories: input.inventories.map((inventory) => veiledInventory(inventory, veiled)),
      extraVariables: [...(input.extraVariables ?? []).map(({ source, form }) => ({ source: veiled(source), form })), { source: defaults, form: 'argument' }],
    },
    sink,
  )
  if (model === undefined) return []
  const wanted = new Set(files.flatMap(({ secret, host, path }) => (secret ? [`${host}:${path}`] : [])))
  const masked = emit(
    artifacts.map((artifact) => only(artifact, ({ host, path }) => wanted.has(`${host}:${path}`))),
    model,
    sink,
  )
  return sink.count('error') > 0 ? [] : masked
}

function only(artifact: Artifact, wanted: (spec: FileSpec) => boolean): Artifact {
  return { ...artifact, files: (scope) => artifact.files(scope).filter(wanted) }
}

/** What a credential has by default is one, too. */
const defaults = new Source('credentials', JSON.stringify(Object.fromEntries([...secretNames].filter(isText).map((name) => [name, stand]))))

function isText(name: ParameterName): boolean {
  const { default: standard } = parameters[name]
  return typeof standard === 'string' && standard !== '' && parameters[name].type === 'password'
}

function veiledInventory(inventory: InventoryInput, veiled: (source: Source) => Source): InventoryInput {
  if (inventory instanceof Source) return veiled(inventory)
  return { ...inventory, files: inventory.files.map((file) => ({ ...file, source: veiled(file.source) })) }
}

/** From the last to the first, so that offsets stay true. */
function without(text: string, spans: readonly Span[]): string {
  let rest = text
  let until = text.length
  for (const { start, end } of [...spans].sort((a, b) => b.start - a.start || b.end - a.end)) {
    if (end > until) continue
    rest = `${rest.slice(0, start)}${stand}${rest.slice(end)}`
    until = start
  }
  return rest
}
