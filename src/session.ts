import { type Compilation, compileWith } from './compile.js'
import { Sink } from './diagnostics/sink.js'
import { Printed } from './emit/printed.js'
import type { InventoryInput } from './inventory/input.js'
import { Memory } from './model/memory.js'
import { Source } from './source/source.js'
import { LivingSource } from './syntax/living-source.js'
import { allSources, type CompileInput, type CompileOptions, check, type Findings } from './understand.js'

/**
 * Compiles an inventory again and again while somebody edits it, as an editor or a page does: what does not depend on the edit is not made again. Each
 * result is what `compile` and `check` give for the same input. Sources are told apart by their names. Places in an earlier result move with the text: its
 * files, manifest and messages stay what they were, its places and its `model` are for reading until the next run only. Files that say the same are the
 * same objects in both results. Inputs with encrypted values are compiled as a whole each time.
 *
 * @example
 * ```ts
 * import { Session, Source } from 'pgcompile/core'
 *
 * const text = `
 * all:
 *   children:
 *     infra: { hosts: { 10.0.0.1: { infra_seq: 1 } } }
 *     etcd: { hosts: { 10.0.0.1: { etcd_seq: 1 } } }
 *     pg-shop:
 *       hosts: { 10.0.0.1: { pg_seq: 1, pg_role: primary } }
 *       vars: { pg_cluster: pg-shop, pg_max_conn: 300 }
 * `
 * const session = new Session()
 * const before = new Set(session.compile({ inventories: [new Source('inventory.yml', text)] }).files)
 * const { files } = session.compile({ inventories: [new Source('inventory.yml', text.replace('300', '400'))] })
 *
 * console.log(files.filter((file) => !before.has(file)).map(({ path }) => path).includes('/etc/patroni/patroni.yml'))
 * // => true
 * console.log(files.filter((file) => before.has(file)).length > files.length / 2)
 * // => true
 * ```
 */
export class Session {
  private memory = new Memory()
  private printed = new Printed()
  private sources = new Map<string, LivingSource>()

  compile(input: CompileInput, options: CompileOptions = {}): Compilation {
    return this.compileWith(new Sink(), input, options)
  }

  /**
   * The same for who goes on to ask the sink.
   * @internal
   */
  compileWith(sink: Sink, input: CompileInput, options: CompileOptions): Compilation {
    if (hasVault(input)) return compileWith(sink, input, options)
    return this.keeping(() => compileWith(sink, this.living(input), { ...options, memory: this.memory }, this.printed))
  }

  check(input: CompileInput, options: CompileOptions = {}): Findings {
    return hasVault(input) ? check(input, options) : this.keeping(() => check(this.living(input), { ...options, memory: this.memory }))
  }

  /** After a bug nothing that was kept is trusted. */
  private keeping<T>(run: () => T): T {
    try {
      const result = run()
      this.memory.parts.sweep()
      return result
    } catch (error) {
      this.memory = new Memory()
      this.printed = new Printed()
      this.sources = new Map()
      throw error
    }
  }

  /** The input with the documents of earlier runs in the place of those that are called the same. */
  private living(input: CompileInput): CompileInput {
    const before = this.sources
    this.sources = new Map()
    const living = (place: string, source: Source): LivingSource => {
      const key = `${place} ${source.name}`
      const known = before.get(key)
      const own = known !== undefined && known.sealed === source.sealed ? known : new LivingSource(source.name, source.text, source.sealed)
      own.update(source.text)
      this.sources.set(key, own)
      return own
    }
    const inventory = (each: InventoryInput, index: number): InventoryInput =>
      each instanceof Source
        ? living(`inventory ${index}`, each)
        : { ...each, files: each.files.map((file) => ({ ...file, source: living(`inventory ${index} ${file.path}`, file.source) })) }
    const { inventories, extraVariables, facts } = input
    return {
      ...input,
      inventories: inventories.map(inventory),
      ...(extraVariables === undefined
        ? {}
        : { extraVariables: extraVariables.map((each, index) => ({ ...each, source: living(`extra ${index}`, each.source) })) }),
      ...(facts === undefined ? {} : { facts: facts.map((source, index) => living(`facts ${index}`, source)) }),
    }
  }
}

/** Whether something is encrypted: what is said of such values depends on all that was read in the same run. */
function hasVault(input: CompileInput): boolean {
  return allSources(input).some(({ text }) => encrypted.some((word) => text.includes(word)))
}

/** What a text has where a value of it may be encrypted. */
const encrypted = ['ANSIBLE_VAULT', '!vault', '__ansible_vault']
