import { accountsOf } from '../../access/accounts.js'
import { ask } from '../../access/ask.js'
import { readQuestion } from '../../access/question.js'
import { targetNames } from '../../access/target.js'
import { defined } from '../../model/defined.js'
import type { Model } from '../../model/model.js'
import { answersText } from '../../report/access/answer.js'
import type { Span } from '../../source/span.js'
import { element, say } from '../element.js'
import { paint, painted } from '../painted.js'
import type { Panel } from '../tabs.js'
import type { Workbench } from '../workbench.js'

/** Who may connect: a question, answered anew whenever the inventory changes. */
export class AccessPanel implements Panel {
  readonly id = 'access'
  readonly title = 'Access'
  readonly root: HTMLElement
  private readonly user = element('input', { id: 'access-user', list: 'access-users', autocomplete: 'off', spellcheck: 'false', required: true })
  private readonly database = element('input', { id: 'access-database', list: 'access-databases', autocomplete: 'off', spellcheck: 'false', required: true })
  private readonly from = element('input', { id: 'access-from', list: 'access-places', autocomplete: 'off', spellcheck: 'false', required: true })
  private readonly tls = element(
    'select',
    { id: 'access-tls' },
    element('option', { value: '' }, 'either way'),
    element('option', { value: 'yes' }, 'with TLS'),
    element('option', { value: 'no' }, 'without TLS'),
  )
  private readonly to = element('input', { id: 'access-to', list: 'access-doors', autocomplete: 'off', spellcheck: 'false', placeholder: 'all doors' })
  private readonly lists = {
    users: datalist('access-users'),
    databases: datalist('access-databases'),
    places: datalist('access-places'),
    doors: datalist('access-doors'),
  }
  private readonly verdict = element('p', { class: 'verdict', role: 'status' })
  private readonly answer = element('div', { class: 'answer', tabindex: 0, role: 'region', 'aria-label': 'Answer, hop by hop' })
  private readonly note = element('p', { class: 'warning' }, 'The inventory has errors: this is what was so before them.')
  private fresh = true

  constructor(
    private readonly workbench: Workbench,
    private readonly jump: (place: Span) => void,
  ) {
    const form = element(
      'form',
      { class: 'question', 'aria-label': 'Who may connect' },
      field('User', this.user),
      field('Database', this.database),
      field('From address', this.from),
      field('TLS', this.tls),
      field('To (optional)', this.to),
      ...Object.values(this.lists),
    )
    form.addEventListener('submit', (event) => event.preventDefault())
    form.addEventListener('input', () => this.show())
    this.root = element(
      'div',
      {},
      form,
      this.note,
      this.verdict,
      this.answer,
      element('p', { class: 'soft foot' }, 'A client is taken to have what is asked of it. Firewalls, and privileges granted by hand, are not looked at.'),
    )
  }

  show(): void {
    const { model } = this.workbench.outcome
    this.note.hidden = model !== undefined
    if (model === undefined) return
    this.offer(model)
    const [user, database, from, to] = [this.user, this.database, this.from, this.to].map(({ value }) => value.trim())
    if (!user || !database || !from) {
      this.say('', 'Name a user, a database and the address of the client.')
      return
    }
    const tls = { '': undefined, yes: true, no: false }[this.tls.value]
    const question = readQuestion(model, { user, database, from, ...defined({ tls, to: to === '' ? undefined : to }) })
    if (typeof question === 'string') {
      this.say('', question)
      return
    }
    const answers = ask(model, question)
    const verdicts = new Set(answers.map(({ verdict }) => verdict))
    const count = (verdict: string): number => answers.filter((each) => each.verdict === verdict).length
    const [only] = verdicts
    const summary =
      verdicts.size === 1
        ? `${only} by all ${answers.length} ways`
        : `${answers.length} ways: ${[...verdicts].map((verdict) => `${count(verdict)} ${verdict}`).join(', ')}`
    const source = model.clusters[0]?.at.source
    if (answers.length === 0 || source === undefined) {
      this.say('', 'No door leads there.')
      return
    }
    const blocks = answersText(answers, paint).split(/\n(?=\S)/)
    this.say(summary, ...blocks.map((block) => element('div', { class: 'way-in mono' }, ...painted(block, source, this.jump))))
  }

  /** Fills the lists that the fields offer, and, at first, the fields. */
  private offer(model: Model): void {
    const users = unique(model.clusters.flatMap(({ primary }) => [...accountsOf(primary).values()].filter(({ login }) => login).map(({ name }) => name)))
    const databases = unique([...model.clusters.flatMap(({ primary }) => primary.databases.map(({ name }) => name)), 'postgres'])
    const [cluster] = model.clusters
    fill(this.lists.users, users)
    fill(this.lists.databases, databases)
    fill(this.lists.places, ['socket', ...model.hosts.map(({ address }) => address.text)])
    fill(this.lists.doors, targetNames(model))
    if (!this.fresh) return
    this.fresh = false
    this.user.value = cluster?.primary.users[0]?.name ?? cluster?.primary.postgres.superuser.name ?? ''
    this.database.value = cluster?.primary.databases[0]?.name ?? 'postgres'
    this.from.value = model.hosts[0]?.address.text ?? ''
  }

  /** Another inventory has other names. */
  reset(): void {
    for (const input of [this.user, this.database, this.from, this.to]) input.value = ''
    this.fresh = true
  }

  private say(summary: string, ...answer: readonly (string | Node)[]): void {
    say(this.verdict, summary)
    this.answer.replaceChildren(...answer)
  }
}

function field(label: string, input: HTMLElement): HTMLElement {
  return element('div', {}, element('label', { for: input.id }, label), input)
}

function datalist(id: string): HTMLDataListElement {
  return element('datalist', { id })
}

function fill(list: HTMLDataListElement, words: readonly string[]): void {
  list.replaceChildren(...words.map((value) => element('option', { value })))
}

function unique(words: readonly string[]): readonly string[] {
  return [...new Set(words)]
}
