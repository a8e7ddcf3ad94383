/** Stands for a credential, however long that is. */
export const mask = '●●●●'

/** Replaces every one of the texts in a message by the mask, where it is not part of a longer word. */
export function masker(texts: ReadonlySet<string>): (message: string) => string {
  // The longest first: of two that begin at one place, the whole of it has to go.
  const all = [...texts].filter((text) => text !== '').sort((a, b) => b.length - a.length)
  return (message) => all.reduce((masked, text) => (text.length <= masked.length && masked.includes(text) ? without(masked, text) : masked), message)
}

const letter = /[A-Za-z0-9_]/

function without(message: string, text: string): string {
  let result = ''
  let at = 0
  for (let found = message.indexOf(text); found !== -1; found = message.indexOf(text, found)) {
    const end = found + text.length
    if (isWhole(message, text, found)) {
      result += message.slice(at, found) + mask
      at = end
      found = end
    } else found++
  }
  return result + message.slice(at)
}

/** Whether a text in a message ends where its words end. */
function isWhole(message: string, text: string, start: number): boolean {
  const [before, first, last, after] = [message.charAt(start - 1), text.charAt(0), text.charAt(text.length - 1), message.charAt(start + text.length)]
  return !(letter.test(first) && letter.test(before)) && !(letter.test(last) && letter.test(after))
}
