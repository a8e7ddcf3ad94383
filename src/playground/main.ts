import { summary } from '../report/summary.js'
import { tally } from '../report/text.js'
import type { Span } from '../source/span.js'
import { Editor } from './editor/editor.js'
import { mark } from './editor/marks.js'
import { button, element, say } from './element.js'
import { examples } from './examples.js'
import { listFiles } from './files/listing.js'
import { FilesPanel } from './files/panel.js'
import { FindingList } from './findings.js'
import { keysHelp, listenForKeys } from './keys.js'
import { AccessPanel } from './panels/access.js'
import { GraphPanel } from './panels/graph.js'
import { PlanPanel } from './panels/plan/panel.js'
import { Schedule } from './schedule.js'
import { Tabs } from './tabs.js'
import { Workbench } from './workbench.js'

const [first] = examples
const workbench = new Workbench(first.text)

const editorHost = element('div', { class: 'editor', id: 'editor' })
const schedule = new Schedule((text) => workbench.update(text))
const editor = new Editor(editorHost, first.text, (text) => schedule.ask(text, workbench.outcome.milliseconds))
const jump = ({ start, end }: Span): void => editor.jump(start, end)
const findings = new FindingList(jump)
const access = new AccessPanel(workbench, jump)
const tabs = new Tabs([new FilesPanel(workbench), new PlanPanel(workbench, jump), access, new GraphPanel(workbench)])
const status = element('span', { role: 'status' })
const took = element('span', { class: 'took' })
const pinButton = button('Pin this state', { title: 'Count changes from here (Ctrl+S)' }, pin)
const example = element('select', { id: 'example' }, ...examples.map(({ name, title }) => element('option', { value: name }, title)))
const file = element('input', { type: 'file', id: 'open', accept: '.yml,.yaml', class: 'unseen' })
const { opener, dialog } = keysHelp()
const wide = button('Hide the editor', { 'aria-pressed': 'false' }, () => wide.setAttribute('aria-pressed', String(document.body.classList.toggle('wide'))))

document.body.append(
  element('a', { class: 'skip', href: '#editor' }, 'Skip to the editor'),
  element(
    'header',
    {},
    element('h1', {}, 'pgcompile', element('span', { class: 'soft' }, ' playground')),
    element('label', { for: 'example' }, 'Example'),
    example,
    element('span', { class: 'opening' }, file, element('label', { for: 'open', class: 'button' }, 'Open a file')),
    pinButton,
    wide,
    opener,
  ),
  element('main', {}, element('div', { class: 'left' }, editorHost, element('p', { class: 'status' }, status, took), findings.root), tabs.root),
  dialog,
)

document.querySelector('.skip')?.addEventListener('click', (event) => {
  event.preventDefault()
  editor.focus()
})
example.addEventListener('change', () => load(examples.find(({ name }) => name === example.value)?.text ?? ''))
file.addEventListener('change', async () => {
  const [chosen] = file.files ?? []
  if (chosen !== undefined) load(await chosen.text())
  file.value = ''
})
listenForKeys(
  [
    { root: editorHost, enter: () => editor.focus() },
    { root: findings.root, enter: () => findings.focus() },
    { root: tabs.root, enter: () => tabs.focus() },
  ],
  pin,
)
addEventListener('error', ({ message }) => say(status, `A mistake of pgcompile itself, please report it: ${message}`))
addEventListener('beforeunload', (event) => {
  if (!examples.some(({ text }) => text === editor.text)) event.preventDefault()
})
let serial = 0
workbench.onChange(render)
render()

/** Another inventory, compared with nothing before it. */
function load(text: string): void {
  schedule.drop()
  editor.replace(text)
  access.reset()
  workbench.update(text, true)
}

/** Counts changes from what is in the editor now. */
function pin(): void {
  schedule.now()
  workbench.pin()
}

function render(): void {
  const { outcome, stale } = workbench
  const { diagnostics, state, model, milliseconds } = outcome
  mark(editor.codeMirror, diagnostics)
  findings.show(diagnostics)
  const changed = listFiles(workbench.pinned, workbench.state).filter(({ presence }) => presence !== 'same').length
  tabs.badge('files', changed === 0 ? '' : String(changed))
  tabs.refresh()
  pinButton.disabled = stale || changed === 0
  document.body.classList.toggle('stale', stale)
  const what = stale
    ? `${tally(diagnostics)}: nothing compiled`
    : `${summary({ ...(model && { model }) }, state?.files)}${diagnostics.length === 0 ? '' : `; ${tally(diagnostics)}`}`
  say(status, what)
  took.textContent = `, in ${Math.max(1, Math.round(milliseconds))} ms`
  took.dataset.milliseconds = milliseconds.toFixed(1)
  took.dataset.serial = String(++serial)
}
