import type { Place } from './trouble.js'
import type { Value } from './value.js'

export type Binary = '+' | '-' | '*' | '/' | '//' | '%' | '**'
export type Relation = '==' | '!=' | '<' | '<=' | '>' | '>=' | 'in' | 'not in'

/** An expression, taken apart. */
export type Tree = { readonly place: Place } & (
  | { readonly kind: 'constant'; readonly value: Value }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'list'; readonly items: readonly Tree[] }
  | { readonly kind: 'map'; readonly entries: readonly (readonly [Tree, Tree])[] }
  /** `a.key`, where a method of that name would win, or `a[key]`. */
  | { readonly kind: 'item'; readonly of: Tree; readonly key: Tree; readonly dotted: boolean }
  | { readonly kind: 'sign'; readonly negative: boolean; readonly of: Tree }
  | { readonly kind: 'not'; readonly of: Tree }
  | { readonly kind: 'and' | 'or'; readonly left: Tree; readonly right: Tree }
  | { readonly kind: 'binary'; readonly operator: Binary; readonly left: Tree; readonly right: Tree }
  | { readonly kind: 'join'; readonly parts: readonly Tree[] }
  | { readonly kind: 'compare'; readonly first: Tree; readonly others: readonly { readonly relation: Relation; readonly operand: Tree }[] }
  | { readonly kind: 'choice'; readonly condition: Tree; readonly yes: Tree; readonly no: Tree | undefined }
  | Filtering
)

export interface Filtering {
  readonly kind: 'filter'
  readonly place: Place
  readonly name: string
  readonly of: Tree
  readonly given: readonly Tree[]
  readonly named: ReadonlyMap<string, Tree>
}
