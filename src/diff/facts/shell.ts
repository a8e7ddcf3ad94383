import type { Veil } from '../veil.js'
import { type Branch, branch, type Fact, leaf } from './fact.js'
import { listFacts } from './settings.js'

/** Commands of a shell text: variables that it exports by their names, the rest in its order. */
export function shellFacts(commands: readonly (readonly string[])[], veil: Veil): Branch {
  const variables: [string, Fact][] = []
  const others: string[] = []
  for (const words of commands) {
    const match = /^([A-Za-z_]\w*)=(.*)$/s.exec((words[0] === 'export' ? words[1] : words[0]) ?? '')
    const [, name = '', value = ''] = match ?? []
    if (match !== null && words.length === (words[0] === 'export' ? 2 : 1)) variables.push([name, leaf(value, veil.names(name) || veil.hides(value))])
    else others.push(words.join(' '))
  }
  return branch([...variables, ...(others.length === 0 ? [] : [['commands', listFacts(others, veil)] as const])])
}
