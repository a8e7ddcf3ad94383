import { rangesText, rangeTexts } from '../../access/networks.js'
import { decidingHop, type Passage } from '../../access/passage.js'
import type { Transport } from '../../access/regions.js'
import type { AccessChange, AccessState } from '../../plan/access.js'
import { type Paint, plain } from '../paint.js'
import { needWords, ruleText } from './answer.js'

/** Who gains and who loses access, as text: three lines a change. `+` widened, `-` narrowed, `?` nobody can say for certain. */
export function accessChangesText(changes: readonly AccessChange[], paint: Paint = plain): string {
  return changes.flatMap((change) => changeLines(change, paint).map((line) => `${line}\n`)).join('')
}

/** The same for programs: networks as text, the deciding rule of the witness on both sides. */
export function accessChangesJson(changes: readonly AccessChange[]): readonly object[] {
  return changes.map(({ from, witness, subject, door, ...change }) => ({
    ...change,
    subject: subject ?? null,
    door: door ?? null,
    from: change.kind === 'door' ? [] : from === undefined ? ['socket'] : rangeTexts(from),
    witness:
      witness === undefined ? null : { ...witness, from: witness.from?.text ?? null, before: passageJson(witness.before), after: passageJson(witness.after) },
  }))
}

/** One change in one sentence. */
export function accessSentence(change: AccessChange): string {
  const { kind, users, databases, before, after, subject, certain, cluster } = change
  if (kind === 'door') return doorSentence(change)
  const what = databases.length === 1 && databases[0] === 'replication' ? `replicate from ${cluster}` : `reach ${databases.join(', ')} of ${cluster}`
  const who = users.join(', ')
  const perhaps = certain || kind === 'unclear' ? '' : 'perhaps '
  const said = subject === undefined ? '' : subject.kind === 'user' ? `${subject.presence} user: ` : `${subject.presence} ${subject.kind}: `
  switch (kind) {
    case 'gained':
      return `${said}${who} may ${perhaps}${subject === undefined ? 'now ' : ''}${what}${asking(after)}`
    case 'lost':
      return `${said}${who} may ${perhaps}no longer ${what}`
    case 'easier':
    case 'harder':
    case 'otherwise':
      return `${said}${who} ${perhaps}${users.length === 1 ? 'needs' : 'need'} ${needsText(after)} instead of ${needsText(before)} to ${what}`
    case 'primary':
      return `${said}${who} may ${perhaps}now ${what} on the primary, which no replica keeps from writing`
    case 'not primary':
      return `${said}${who} may ${perhaps}no longer ${what} on the primary`
    case 'method':
      return `${said}${who} to ${what}: ${after.methods.join(' or ')} instead of ${before.methods.join(' or ')}`
    case 'unclear':
      return `${said}whether ${who} may ${what} is decided by something else, and nobody can say offline`
  }
}

function doorSentence({ door, doors, cluster }: AccessChange): string {
  const list = doors.join(', ')
  if (door?.presence === 'moved')
    return `doors of ${cluster} that are elsewhere: ${doors.map((each, index) => `${door.formerly[index]} is now ${each}`).join('; ')}`
  if (door?.presence === 'gone') return `doors of ${cluster} that are gone: ${list}`
  return `new doors of ${cluster}: ${list}; whom they let in beyond others is said above, if anybody`
}

const signs: Record<AccessChange['effect'], string> = { widened: '+', narrowed: '-', neither: '~' }

function changeLines(change: AccessChange, paint: Paint): readonly string[] {
  const { effect, certain, kind, transports, from, doors, witness, after, before } = change
  const style = effect === 'widened' ? 'error' : effect === 'narrowed' ? 'warning' : 'faint'
  const sign = paint(style, `${certain ? ' ' : '?'}${signs[effect]}`)
  if (kind === 'door') return [`${sign} ${accessSentence(change)}`]
  const place = from === undefined ? 'over the socket' : `from ${rangesText(from)}`
  const { reasons } = after.verdict === 'unknown' ? after : before
  return [
    `${sign} ${accessSentence(change)}`,
    `     ${place}${tlsWords(transports)}, through ${doors.join(', ')}`,
    ...(certain || reasons.length === 0 ? [] : [`     unknown: ${reasons.slice(0, 3).join('; ')}${reasons.length > 3 ? '; ...' : ''}`]),
    ...(witness === undefined ? [] : ruleLines(witness.after ?? witness.before)),
  ]
}

function ruleLines(passage: Passage | undefined): readonly string[] {
  const rule = passage === undefined ? undefined : (decidingHop(passage)?.rule ?? passage.hops.find((hop) => hop.rule !== undefined)?.rule)
  return rule === undefined ? [] : [`     by ${ruleText(rule)}`]
}

function tlsWords(transports: readonly Transport[]): string {
  if (transports.includes('socket')) return ''
  return transports.length > 1 ? '' : transports[0] === 'tls' ? ' with TLS' : ' without TLS'
}

function asking({ needs }: AccessState): string {
  return needs.some((set) => set.length === 0) ? ' without any password' : ''
}

function needsText({ needs }: AccessState): string {
  return needs.map((set) => (set.length === 0 ? 'nothing' : set.map((need) => needWords[need]).join(' and '))).join(' or ')
}

function passageJson(passage: Passage | undefined) {
  if (passage === undefined) return null
  const { verdict, hops } = passage
  const rules = hops.flatMap(({ rule }) => (rule === undefined ? [] : [rule]))
  return {
    verdict,
    rules: rules.map(({ file, line, name, at }) => ({
      file,
      line,
      name,
      inventory: at.source.text === '' ? null : { file: at.source.name, line: at.from.line, column: at.from.column },
    })),
  }
}
