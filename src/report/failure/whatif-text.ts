import { losses } from '../../failure/loss.js'
import type { Consequence, Whatif } from '../../failure/whatif.js'
import type { Paint } from '../paint.js'
import { counted } from '../text.js'
import { failuresText } from './failures-text.js'

export interface WhatifTextOptions {
  readonly paint: Paint
  /** How many lines a kind of loss may take; the rest is counted. */
  readonly lines: number
}

/** What single failures lose, then what pairs lose beyond them; by kind, worst first. */
export function whatifText({ consequences, singles, doubles, units }: Whatif, options: WhatifTextOptions): string {
  const { paint } = options
  const parts = ([1, 2] as const).flatMap((size) => {
    const found = consequences.filter(({ failures }) => failures[0]?.length === size)
    if (size === 2 && doubles === 0) return []
    const title = size === 1 ? `One failure (${counted(singles, 'case')})` : `Two failures at once (${counted(doubles, 'pair')}): what is lost beyond one`
    return [`${paint('bold', title)}\n${found.length === 0 ? '  nothing is lost\n' : kinds(found, options)}`]
  })
  const instances = units.some(({ kind }) => kind === 'instance')
  return `${parts.join('\n')}\n${paint('faint', `A failure is a host${instances ? ', or one of several instances on a host' : ''}, and both at the same moment; before it all is as in the inventory. "perhaps": it shows at run time.`)}\n`
}

function kinds(found: readonly Consequence[], { paint, lines }: WhatifTextOptions): string {
  const codes = [...new Set(found.map(({ loss }) => loss.code))]
  return codes
    .map((code) => {
      const group = found.filter(({ loss }) => loss.code === code)
      const { grade, text } = losses[code]
      const shown = group.slice(0, lines).map((consequence) => `    ${line(consequence, paint)}\n`)
      const rest = group.length - shown.length
      return `  ${paint(grade === 'outage' ? 'error' : 'warning', `${grade}[${code}]`)} ${text}\n${shown.join('')}${rest > 0 ? `    and ${rest} more: --full shows them\n` : ''}`
    })
    .join('')
}

function line({ loss: { certain, why }, subjects, failures }: Consequence, paint: Paint): string {
  const what = subjects.map(({ cluster = '', service }) => (service === undefined ? cluster : `${cluster}-${service}`)).join(', ')
  const doubt = certain === 'perhaps' ? 'perhaps ' : ''
  return `${what === '' ? '' : `${doubt}${what}: `}${failuresText(failures)}${why === undefined ? '' : paint('faint', ` (${why})`)}`
}
