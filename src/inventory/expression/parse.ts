import { OperandParser } from './operand.js'
import type { Binary, Relation, Tree } from './tree.js'
import { unknown } from './trouble.js'

/** Takes an expression apart by Jinja's grammar: `not` is weaker than a comparison, `~` stronger than `+`, a filter stronger than a sign. */
export class Parser extends OperandParser {
  whole(): Tree {
    if (this.token.kind === 'end') throw unknown(this.here, 'there is no expression between `{{` and `}}`')
    const tree = this.choice()
    if (this.isSign(',')) throw unknown(this.here, 'a tuple is not evaluated: write a list in brackets')
    if (this.tokens[this.at]?.kind !== 'end') throw this.unexpected()
    return tree
  }

  protected choice(): Tree {
    return this.nested(() => {
      let yes = this.either()
      while (this.takeName('if')) {
        const condition = this.either()
        const no: Tree | undefined = this.takeName('else') ? this.choice() : undefined
        yes = { kind: 'choice', condition, yes, no, place: this.over(yes, no ?? condition) }
      }
      return yes
    })
  }

  private either(): Tree {
    let left = this.both()
    while (this.takeName('or')) left = this.pair('or', left, this.both())
    return left
  }

  private both(): Tree {
    let left = this.negation()
    while (this.takeName('and')) left = this.pair('and', left, this.negation())
    return left
  }

  private pair(kind: 'and' | 'or', left: Tree, right: Tree): Tree {
    return { kind, left, right, place: this.over(left, right) }
  }

  private negation(): Tree {
    const { from } = this.token
    if (!this.takeName('not')) return this.comparison()
    const of = this.nested(() => this.negation())
    return { kind: 'not', of, place: this.place(from, of.place.to) }
  }

  private comparison(): Tree {
    const first = this.sum()
    const others: { relation: Relation; operand: Tree }[] = []
    for (let relation = this.relation(); relation !== undefined; relation = this.relation()) others.push({ relation, operand: this.sum() })
    const last = others.at(-1)
    return last === undefined ? first : { kind: 'compare', first, others, place: this.over(first, last.operand) }
  }

  private relation(): Relation | undefined {
    for (const relation of ['==', '!=', '<=', '>=', '<', '>'] as const) if (this.takeSign(relation)) return relation
    if (this.takeName('in')) return 'in'
    const next = this.tokens[this.at + 1]
    if (!(this.isName('not') && next?.kind === 'name' && next.text === 'in')) return undefined
    this.at += 2
    return 'not in'
  }

  private sum(): Tree {
    return this.chain(['+', '-'], () => this.concatenation())
  }

  private concatenation(): Tree {
    const first = this.product()
    const parts = [first]
    while (this.takeSign('~')) parts.push(this.product())
    return parts.length === 1 ? first : { kind: 'join', parts, place: this.over(first, parts.at(-1) ?? first) }
  }

  private product(): Tree {
    return this.chain(['*', '/', '//', '%'], () => this.chain(['**'], () => this.signed(true)))
  }

  private chain(operators: readonly Binary[], operand: () => Tree): Tree {
    let left = operand()
    for (;;) {
      const operator = operators.find((sign) => this.takeSign(sign))
      if (operator === undefined) return left
      const right = operand()
      left = { kind: 'binary', operator, left, right, place: this.over(left, right) }
    }
  }

  private signed(filtered: boolean): Tree {
    const tree = this.nested(() => this.withSign())
    return filtered ? this.filters(tree) : tree
  }

  private withSign(): Tree {
    const { from, text } = this.token
    if (!this.takeSign('-') && !this.takeSign('+')) return this.items(this.primary())
    const of = this.signed(false)
    return { kind: 'sign', negative: text === '-', of, place: this.place(from, of.place.to) }
  }
}
