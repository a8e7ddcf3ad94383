/** Attributes by name; true is one without a value, false and undefined are none. */
type Attributes = Readonly<Record<string, string | number | boolean | undefined>>

/** Builds an element. Children are text or elements, so that no text is ever read as markup. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly (Node | string | undefined)[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes))
    if (value !== undefined && value !== false) made.setAttribute(name, value === true ? '' : String(value))
  made.append(...children.filter((child) => child !== undefined))
  return made
}

/** A button that does something at once. */
export function button(label: string | Node, attributes: Attributes, pressed: () => void): HTMLButtonElement {
  const made = element('button', { type: 'button', ...attributes }, label)
  made.addEventListener('click', pressed)
  return made
}

/** Sets a text that is read out when it changes: not again where it stays the same. */
export function say(where: HTMLElement, text: string): void {
  if (where.textContent !== text) where.textContent = text
}
