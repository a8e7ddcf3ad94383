/** The page's one script: searching and reading files. Without it the page shows all the rest. */
export const script = `
const data = JSON.parse(document.getElementById('contents').textContent)
const list = document.getElementById('list')
const buttons = [...list.querySelectorAll('button')]
const title = document.getElementById('path')
const text = document.getElementById('text')
const count = document.getElementById('count')
function show(button) {
  for (const other of buttons) other.setAttribute('aria-current', String(other === button))
  title.textContent = button.title
  text.textContent = data[Number(button.dataset.text)]
  text.parentElement.scrollTop = 0
}
function filter(words) {
  const wanted = words.toLowerCase().split(' ').filter(Boolean)
  let found = 0
  for (const button of buttons) {
    const hay = button.title.toLowerCase()
    const inside = wanted.every((word) => hay.includes(word) || data[Number(button.dataset.text)].toLowerCase().includes(word))
    button.hidden = !inside
    if (inside) found++
  }
  for (const group of list.querySelectorAll('div')) group.hidden = [...group.querySelectorAll('button')].every((button) => button.hidden)
  count.textContent = found + ' of ' + buttons.length + ' files'
}
list.addEventListener('click', (event) => { const button = event.target.closest('button'); if (button) show(button) })
list.addEventListener('keydown', (event) => {
  const visible = buttons.filter((button) => !button.hidden)
  const at = visible.indexOf(document.activeElement)
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: visible.length - 1 }[event.key]
  if (to === undefined || !visible[to]) return
  event.preventDefault()
  visible[to].focus()
  show(visible[to])
})
const search = document.getElementById('search')
search.addEventListener('input', () => filter(search.value))
search.addEventListener('keydown', (event) => { if (event.key === 'Escape') { search.value = ''; filter('') } })
filter('')
if (buttons[0]) show(buttons[0])
`
