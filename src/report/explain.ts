import { mask } from '../diagnostics/mask.js'
import type { LineExplanation, ShownCause } from '../explain/line.js'
import type { ShownDefinition, ShownValue, Use, ValueExplanation } from '../explain/value.js'
import type { Plain } from '../syntax/node.js'
import { type Paint, plain } from './paint.js'
import { impactText, typeText } from './parameter-text.js'

/** Where a line comes from, for people. */
export function lineText(explained: LineExplanation, paint: Paint = plain): string {
  const { host, path, line, text, keyPath, formula, causes, conditions, joint, jointBounded } = explained
  const lines = [`${paint('bold', `${host}:${path}:${line}`)}${keyPath === undefined ? '' : `  ${keyPath}`}`, `  ${text.trim()}`, '']
  if (causes.length > 0) lines.push('Made of:', ...causes.flatMap((cause) => causeLines(cause, paint)))
  else if (joint.length === 0) lines.push(`Fixed text: the same in every inventory that has this file${jointBounded ? ', as far as was tried' : ''}.`)
  else lines.push('No value alone changes it.')
  if (formula !== undefined) lines.push('', `How: ${formula}`)
  for (const { causes: held, decides } of joint) {
    const all = held.length === 2 ? 'both' : `all ${held.length}`
    lines.push(
      '',
      decides
        ? `These hold the file together: it goes where ${all} change, and for none of them alone.`
        : `These hold it together: it changes where ${all} do, and for none of them alone.`,
    )
    lines.push(...held.flatMap((cause) => causeLines(cause, paint)))
  }
  if (jointBounded) lines.push('', `The search for values that hold it together ended at its bound: there may be ${joint.length === 0 ? 'some' : 'more'}.`)
  if (conditions.length > 0) lines.push('', `The file is there because of: ${conditions.map(({ label }) => label).join(', ')}`)
  return `${lines.join('\n')}\n`
}

function causeLines({ kind, label, at, owner, value, secret, doc }: ShownCause, paint: Paint): string[] {
  const shown = secret ? ` = ${mask}` : value === undefined ? '' : ` = ${valueText(value)}`
  const where = at === undefined ? (kind === 'fact' ? 'assumed, or implied by facts' : 'default') : `${at}${owner === undefined ? '' : ` (${owner})`}`
  const what = kind === 'host' ? `address of host ${label}` : `${label}${shown}`
  return [`  ${paint('bold', what)}  ${paint('faint', where)}`, ...(doc === undefined ? [] : [`      ${doc}`])]
}

/** Everything about a value, for people. */
export function valueExplanationText(explained: ValueExplanation, paint: Paint = plain): string {
  const { subject, label, doc, type, values, uses, impact } = explained
  const lines = [
    `${paint('bold', label)} on ${subject}`,
    ...(doc === undefined ? [] : [`  ${doc}`]),
    ...(type === undefined ? [] : [`  ${paint('faint', 'Value:')} ${typeText(type)}`]),
  ]
  for (const value of values) lines.push('', ...shownValueLines(value, subject, paint))
  lines.push('', ...useLines(uses, paint))
  if (impact.length > 0) lines.push('', `${paint('bold', 'A change needs:')} ${impactText(impact)}`)
  return `${lines.join('\n')}\n`
}

function shownValueLines({ of, value, secret, definitions, default: standard }: ShownValue, subject: string, paint: Paint): string[] {
  const whose = of.length === 1 && of[0] === subject ? '' : `${of.join(', ')}: `
  const now = secret ? `${mask} (a credential, or it holds some)` : value === undefined ? 'not set' : valueText(value)
  return [
    `${whose}${paint('bold', now)}`,
    ...definitions.map((definition, index) => `  ${index === 0 ? 'from' : 'beats'}  ${definitionText(definition)}`),
    ...(definitions.length === 0 ? ['  from  the default'] : standard === undefined ? [] : [`  beats  the default ${valueText(standard)}`]),
  ]
}

function definitionText({ level, of, at, value, secret }: ShownDefinition): string {
  const what = level === 'extra' ? 'extra variables' : level === 'instance' ? `pg_instances ${of}` : `${level} ${of}`
  return `${at}  ${what}${secret ? '' : value === undefined ? '' : `  ${valueText(value)}`}`
}

function useLines(uses: readonly Use[], paint: Paint): string[] {
  if (uses.length === 0) return ['Acts in no file here.']
  return [
    paint('bold', 'Acts here in:'),
    ...uses.map(({ host, path, lines, decides, impact }) => {
      const keys = lines.slice(0, 4).map(({ line, keyPath }) => `${line}${keyPath === undefined ? '' : ` ${keyPath}`}`)
      const places =
        lines.length === 0
          ? decides
            ? 'decides whether it is there'
            : 'may add lines'
          : `line ${keys.join(', ')}${lines.length > 4 ? ` and ${lines.length - 4} more` : ''}`
      const needs = impact.action === 'none' ? '' : paint('faint', `  (${impact.action}${impact.unit === undefined ? '' : ` ${impact.unit}`})`)
      return `  ${host}:${path}  ${places}${needs}`
    }),
  ]
}

function valueText(value: Plain | readonly Plain[]): string {
  const text = typeof value === 'string' && value !== '' ? value : JSON.stringify(value)
  return text.length > 160 ? `${text.slice(0, 157)}...` : text
}
