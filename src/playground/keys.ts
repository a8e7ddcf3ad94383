import { button, element } from './element.js'

/** What the keyboard does here. */
const keys: readonly (readonly [keys: string, does: string])[] = [
  ['F6, Shift+F6', 'to the next or previous part: editor, findings, views'],
  ['F8, Shift+F8', 'in the editor: to the next or previous finding'],
  ['Ctrl+Space', 'in the editor: what may stand here'],
  ['Tab', 'on to the next thing; in the editor, takes the word that is offered'],
  ['Ctrl+] Ctrl+[', 'in the editor: indent more or less'],
  ['Ctrl+F', 'in the editor and in a file: search'],
  ['Ctrl+S', 'pin: count changes from here'],
  ['Arrows, Home, End', 'along tabs, files and findings; left and right close and open a host'],
  ['N, P', 'in a file with differences: to the next or previous one'],
  ['Escape', 'closes what is open'],
]

/** The button that lists the keys, and its dialog. */
export function keysHelp(): { readonly opener: HTMLElement; readonly dialog: HTMLElement } {
  const dialog = element(
    'dialog',
    { 'aria-labelledby': 'keys-title' },
    element('h2', { id: 'keys-title' }, 'Keys'),
    element('dl', {}, ...keys.flatMap(([names, does]) => [element('dt', {}, element('kbd', {}, names)), element('dd', {}, does)])),
    element('p', { class: 'soft' }, 'On a Mac, Cmd in place of Ctrl. Nothing that you type leaves this page, and nothing is kept when you close it.'),
    button('Close', {}, () => dialog.close()),
  )
  return { opener: button('Keys', { 'aria-haspopup': 'dialog' }, () => dialog.showModal()), dialog }
}

/** Keys that hold anywhere in the page. `parts`: how to get into each part, by the element that holds it, in their order. */
export function listenForKeys(parts: readonly { readonly root: HTMLElement; readonly enter: () => void }[], pin: () => void): void {
  document.addEventListener('keydown', (event) => {
    if (event.key === 'F6') {
      const at = parts.findIndex(({ root }) => root.contains(document.activeElement))
      const step = event.shiftKey ? -1 : 1
      parts[(at === -1 ? (event.shiftKey ? -1 : 0) : at + step + parts.length) % parts.length]?.enter()
    } else if (event.key.toLowerCase() === 's' && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey) pin()
    else return
    event.preventDefault()
  })
}
