import { haproxyTime } from './haproxy-time.js'

/** The words of a line that the user writes in HAProxy's own language; or why it cannot stand in a file, as the rest of a sentence. */
export type Words = { readonly words: readonly string[] } | { readonly problem: string }

/**
 * Splits at blanks and resolves quotes and backslashes as HAProxy does (configuration manual, section 2.2), so that the words can be
 * written again in one spelling. Nothing that follows a # is read, and "$NAME" depends on the daemon's environment: both are refused.
 */
export function haproxyWords(text: string): Words {
  const words: string[] = []
  let word: string | undefined
  let quote = ''
  for (let at = 0; at < text.length; at++) {
    const sign = text.charAt(at)
    if (quote !== '' && sign === quote) quote = ''
    else if (quote === "'") word = (word ?? '') + sign
    else if (sign === '\\') {
      const next = text.charAt(++at)
      if (/[nrtx]/.test(next)) return { problem: `must not hold the escape \\${next}, which stands for a control character` }
      word = `${word ?? ''}${/[\\ "'#]/.test(next) ? next : `\\${next}`}`
    } else if (quote === '"' && sign === '$') return { problem: 'must not depend on environment variables: put $ into single quotes' }
    else if (quote === '"') word = (word ?? '') + sign
    else if (sign === "'" || sign === '"') {
      quote = sign
      word ??= ''
    } else if (sign === '#') return { problem: 'must not hold a bare #, after which HAProxy ignores the line: put it into quotes' }
    else if (sign === ' ' || sign === '\t') {
      if (word !== undefined) words.push(word)
      word = undefined
    } else word = (word ?? '') + sign
  }
  if (quote !== '') return { problem: `must close the quote ${quote}` }
  if (word !== undefined) words.push(word)
  return words.includes('') ? { problem: 'must not hold an empty word, which ends the line for HAProxy' } : { words }
}

const times = new Set(['inter', 'fastinter', 'downinter', 'slowstart', 'agent-inter'])
const counts: Readonly<Record<string, readonly [min: number, max: number]>> = {
  rise: [1, 2 ** 31 - 1],
  fall: [1, 2 ** 31 - 1],
  weight: [0, 256],
  minconn: [0, 2 ** 31 - 1],
  maxconn: [0, 2 ** 31 - 1],
  maxqueue: [0, 2 ** 31 - 1],
  port: [1, 65535],
}

/** As `haproxyWords`, for what may follow `server` and `default-server`: also looks at the values of times and counts (KD-78). */
export function serverWords(text: string): Words {
  const read = haproxyWords(text)
  if ('problem' in read) return read
  for (const [index, keyword] of read.words.entries()) {
    const value = read.words[index + 1] ?? ''
    if (times.has(keyword) && value !== '0' && (value.includes('.') || haproxyTime(value) === undefined))
      return { problem: `has ${keyword} \`${value}\`, and HAProxy reads a whole number with a unit there, as 500ms or 2s` }
    const range = counts[keyword]
    if (range !== undefined && !(/^\d+$/.test(value) && Number(value) >= range[0] && Number(value) <= range[1]))
      return { problem: `has ${keyword} \`${value}\`, and HAProxy reads an integer from ${range[0]} to ${range[1]} there` }
  }
  return read
}

/** Words that begin a section of haproxy.cfg. Source: configuration manual, chapters 3, 4 and 12. */
export const haproxySections: ReadonlySet<string> = new Set(
  'global defaults frontend backend listen userlist peers resolvers mailers program cache ring http-errors fcgi-app crt-store log-forward log-profile traces acme'.split(
    ' ',
  ),
)

const algorithms = /^(roundrobin|static-rr|leastconn|first|source|hash|sticky|random(\(\d+\))?|uri|url_param|hdr\(.+\)|rdp-cookie(\(.+\))?)$/

/** The words that follow `balance`; the first one is an algorithm that HAProxy knows. */
export function balanceWords(text: string): Words {
  const read = haproxyWords(text)
  if ('problem' in read) return read
  const [algorithm = ''] = read.words
  return algorithms.test(algorithm)
    ? read
    : { problem: `must begin with an algorithm of HAProxy, such as roundrobin, leastconn, first, source or random, not \`${algorithm}\`` }
}
