import type { AttributeType } from './object.js'
import type { Items, Open } from './parameter.js'

/** What a value must be: the part of a parameter, an attribute or a fact that validation looks at. */
export interface Shape {
  readonly type: AttributeType
  readonly values?: readonly string[]
  readonly open?: Open
  readonly pattern?: string
  readonly min?: number
  readonly max?: number
  readonly secret?: true
  readonly items?: Items
}
