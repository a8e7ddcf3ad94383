import { matrix } from '../../access/matrix.js'
import { losses } from '../../failure/loss.js'
import { type Consequence, whatif } from '../../failure/whatif.js'
import type { Model } from '../../model/model.js'
import { cellText, matrixLegend } from '../access/matrix.js'
import { failuresText } from '../failure/failures-text.js'
import { html, type Markup } from './html.js'

/** Who may connect: the matrix of every cluster. */
export function accessSection(model: Model): Markup {
  return html`<section id="access"><h2>Who may connect</h2><p class="soft">${matrixLegend.trim()}</p>${matrix(model).map(({ cluster, classes, rows }) => {
    const shown = rows.filter(({ cells }) => cells.some((cell) => cellText(cell) !== '-'))
    return html`<details${model.clusters.length === 1 ? ' open' : ''}><summary>${cluster}</summary><div class="wide"><table>
<thead><tr><th scope="col">user</th><th scope="col">database</th>${classes.map(({ name }) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>${shown.map(({ user, database, cells }) => html`<tr><td>${user}</td><td>${database}</td>${cells.map((cell) => html`<td>${cellText(cell)}</td>`)}</tr>`)}</tbody></table></div>
${shown.length === rows.length ? undefined : html`<p class="soft">${rows.length - shown.length} more pairs of user and database that nobody can come in with.</p>`}</details>`
  })}</section>`
}

/** What single and double failures cost. */
export function failureSection(model: Model): Markup {
  const { consequences, singles, doubles } = whatif(model)
  const part = (size: number): readonly Consequence[] => consequences.filter(({ failures }) => failures[0]?.length === size)
  return html`<section id="failures"><h2>What happens when hosts fail</h2>
${failureTable(`One failure (${singles} cases)`, part(1))}${doubles === 0 ? undefined : failureTable(`Two at once (${doubles} pairs): what is lost beyond one`, part(2))}</section>`
}

function failureTable(title: string, rows: readonly Consequence[]): Markup {
  if (rows.length === 0) return html`<h3>${title}</h3><p class="good">nothing is lost</p>`
  return html`<h3>${title}</h3><div class="wide"><table><thead><tr><th scope="col">what</th><th scope="col">where</th><th scope="col">when this is down</th></tr></thead><tbody>${rows.map(
    ({ loss, subjects, failures }) => {
      const { grade, text } = losses[loss.code]
      const where = subjects.map(({ cluster = '', service }) => (service === undefined ? cluster : `${cluster}-${service}`)).join(', ')
      return html`<tr><td><span class="${grade === 'outage' ? 'error' : 'warning'}">${grade}</span> ${text}${loss.certain === 'perhaps' ? ' (perhaps: it shows at run time)' : ''}</td><td>${where}</td><td>${failuresText(failures)}${loss.why === undefined ? undefined : html` <span class="soft">(${loss.why})</span>`}</td></tr>`
    },
  )}</tbody></table></div>`
}
