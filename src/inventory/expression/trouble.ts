import type { Span } from '../../source/span.js'
import type { ScalarNode } from '../../syntax/node.js'
import { partOf } from '../../syntax/part.js'
import type { codes } from '../codes.js'

/** A piece of the text of one template. */
export interface Place {
  readonly node: ScalarNode
  readonly from: number
  readonly to: number
}

export type TroubleCode = 'value-expression' | 'expression-undefined' | 'expression-cycle' | 'expression-fails'

/** Why a template has no value, at the piece of text that is the reason. The message never shows the value of a variable. */
export class Trouble extends Error {
  constructor(
    readonly code: TroubleCode & keyof typeof codes,
    readonly place: Place,
    message: string,
  ) {
    super(message)
  }

  get at(): Span {
    return partOf(this.place.node, this.place.from, this.place.to)
  }
}

/** Something that Ansible may well evaluate, and pgcompile does not. */
export function unknown(place: Place, message: string): Trouble {
  return new Trouble('value-expression', place, message)
}

/** Something that Ansible refuses, too. */
export function failure(place: Place, message: string): Trouble {
  return new Trouble('expression-fails', place, message)
}
