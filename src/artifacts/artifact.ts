import type { ParameterName } from '../catalog/catalog.js'
import type { Model } from '../model/model.js'
import type { Span } from '../source/span.js'

/** The text formats that emit/ can print and read back. */
export type FormatId =
  | 'yaml'
  | 'hba'
  | 'pgconf'
  | 'pgbouncer-ini'
  | 'pgbouncer-options'
  | 'userlist'
  | 'pgbackrest'
  | 'haproxy'
  | 'hosts'
  | 'unit'
  | 'env'
  | 'json'
  | 'shell'
  | 'script'
  | 'tmpfiles'
  | 'pgpass'
  | 'sql'
  | 'text'
  | 'lines'

/** What a running system needs before a changed file acts; `manual` where no reload or restart brings it in. */
export interface FileImpact {
  readonly action: 'none' | 'reload' | 'restart' | 'manual'
  /** The systemd unit, where there is one. */
  readonly unit?: string
  /** The reason or the command, in one sentence. */
  readonly how?: string
}

/** One file of one host, with its decided content. */
export interface FileSpec<View = unknown> {
  /** inventory_hostname of the host that gets the file. */
  readonly host: string
  /** Absolute path on that host. */
  readonly path: string
  readonly owner: string
  readonly group: string
  /** Four octal digits, as in 0640. */
  readonly mode: string
  /** Whether the content holds a credential. */
  readonly secret: boolean
  /** The PostgreSQL instance the file belongs to, where it belongs to one. */
  readonly instance?: string
  /** The unit that a change concerns, where it is not the one of the artifact: instances that share a host have units of their own. */
  readonly unit?: string
  /** The place in the inventory that asked for the file. */
  readonly at: Span
  readonly view: View
}

/**
 * One kind of file. Its id is its template (`templates/<id>.njk`), its test (`test/artifacts/<id>.test.ts`) and, with dots,
 * its place in `artifacts/`. `uses` names every parameter that can change a byte or the presence of such a file; a test holds it to that.
 */
interface Kind<View> {
  readonly id: string
  readonly component: string
  readonly format: FormatId
  readonly impact: FileImpact
  readonly uses: readonly ParameterName[]
  /** What reading the printed text back must give; the view itself where this is absent. */
  content?(view: View): unknown
}

/** What a file may be made of, beside the site: one cluster, all clusters that share a host, one host or one service. Whatever becomes of others, it is the same. */
export interface Scopes {
  readonly cluster: Pick<Model, 'site' | 'clusters'>
  readonly neighbours: Pick<Model, 'site' | 'clusters'>
  readonly host: Pick<Model, 'site' | 'hosts'>
  readonly service: Pick<Model, 'site' | 'services'>
}

export interface Artifact<View = unknown> extends Kind<View> {
  /** Of whom each of its files is made; of the whole model where this is absent. */
  readonly each?: keyof Scopes
  /** The files of a model, or of one that holds no more than one of those. */
  files(model: Model): readonly FileSpec<View>[]
}

type Definition<View> = Kind<View> &
  (
    | { readonly each?: never; readonly files: (model: Model) => readonly FileSpec<View>[] }
    | { [Each in keyof Scopes]: { readonly each: Each; readonly files: (scope: Scopes[Each]) => readonly FileSpec<View>[] } }[keyof Scopes]
  )

/** `files` sees nothing but what `each` says. */
export function defineArtifact<View>(artifact: Definition<View>): Artifact<View> {
  return artifact
}
