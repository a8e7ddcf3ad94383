import { mask } from '../../diagnostics/mask.js'
import type { HaproxySection } from '../../emit/read/haproxy.js'
import type { Veil } from '../veil.js'
import { type Branch, branch, type Fact, leaf } from './fact.js'

/** Keywords whose first word belongs to their name: a section has several of each. */
const families = new Set(['server', 'option', 'timeout', 'stats', 'user', 'group', 'errorfile', 'tune.ssl.default-dh-param'])

/** Lines that HAProxy tries one after the other. */
const sequences = new Set(['acl', 'http-request', 'http-response', 'tcp-request', 'tcp-response', 'use_backend', 'use-server', 'http-check', 'tcp-check'])

/** Options of a server that stand alone. Source: HAProxy's manual, "Server and default-server options". */
const flags = new Set(['backup', 'check', 'check-ssl', 'ssl', 'disabled', 'no-check', 'send-proxy', 'send-proxy-v2', 'no-ssl', 'stick', 'tfo', 'non-stick'])

/** Sections of HAProxy by their heads; servers by their names, each option of one for itself. */
export function haproxyFacts(sections: readonly HaproxySection[], veil: Veil): Branch {
  return branch(sections.map(({ head, lines }) => [head.join(' '), sectionFact(lines, veil)]))
}

function sectionFact(lines: readonly (readonly string[])[], veil: Veil): Fact {
  const sequence = lines.filter(([keyword = '']) => sequences.has(keyword))
  const others = lines.filter((line) => !sequence.includes(line))
  const steps: [string, Fact][] =
    sequence.length === 0
      ? []
      : [
          [
            'rules',
            branch(
              sequence.map((line) => lineFact(line, veil)),
              true,
            ),
          ],
        ]
  return branch([...others.map((line) => settingFact(line, veil)), ...steps])
}

function settingFact(words: readonly string[], veil: Veil): [string, Fact] {
  const [keyword = '', first = '', ...rest] = words
  if (keyword === 'server' || keyword === 'default-server') return serverFact(words, veil)
  if (keyword === 'bind') return [`bind ${first}`, leaf(rest.join(' '), veil.hides(rest.join(' ')))]
  const name = families.has(keyword) ? `${keyword} ${first}` : keyword
  const value = (families.has(keyword) ? rest : words.slice(1)).join(' ')
  return [name, leaf(value, /password|auth\b/.test(words.slice(0, 3).join(' ')) || veil.hides(value))]
}

function lineFact(words: readonly string[], veil: Veil): [string, Fact] {
  const text = words.join(' ')
  return veil.hides(text) ? [`${words[0] ?? ''} ${mask}`, leaf(text, true)] : [text, leaf(text)]
}

function serverFact([keyword = '', ...words]: readonly string[], veil: Veil): [string, Fact] {
  const [name, options] = keyword === 'server' ? [`server ${words[0] ?? ''}`, words.slice(2)] : [keyword, words]
  const found: [string, Fact][] = keyword === 'server' ? [['address', leaf(words[1] ?? '')]] : []
  for (let at = 0; at < options.length; at++) {
    const option = options[at] ?? ''
    const value = flags.has(option) ? true : (options[++at] ?? '')
    found.push([option, leaf(value, veil.names(option) || (typeof value === 'string' && veil.hides(value)))])
  }
  return [name, branch(found)]
}
