/** Stands for a credential, however long that is. */
export const mask = '●●●●'

/** Gives those texts that may be in a message, the longest first: of two that begin at one place, the whole of it has to go. */
export type FindTexts = (message: string) => string[]

export function findingLongest(texts: Iterable<string>): FindTexts {
  return findingTexts([...texts].filter((text) => text !== '').sort((a, b) => b.length - a.length))
}

/** Replaces every one of the texts in a message by the mask, where it is not part of a longer word. */
export function masker(texts: Iterable<string>): (message: string) => string {
  return masking(findingLongest(texts))
}

/** The same where those that may be in it are found already. */
export function masking(find: FindTexts): (message: string) => string {
  return (message) => find(message).reduce((masked, text) => (text.length <= masked.length && masked.includes(text) ? without(masked, text) : masked), message)
}

const start = 4

/** Those of many texts that may be in a message, in their order: fleets have thousands of credentials, a message few words. */
function findingTexts(texts: readonly string[]): FindTexts {
  const always: number[] = []
  const byStart = new Map<number, number[]>()
  for (const [index, text] of texts.entries()) {
    // One with a mask in it may be there only after another one is masked.
    const key = text.length < start || text.includes('●') ? undefined : keyAt(text, 0)
    const known = key === undefined ? always : byStart.get(key)
    if (known !== undefined) known.push(index)
    else if (key !== undefined) byStart.set(key, [index])
  }
  return (message) => {
    const found = new Set(always)
    for (let at = 0; at + start <= message.length; at++) for (const index of byStart.get(keyAt(message, at)) ?? none) found.add(index)
    return [...found].sort((a, b) => a - b).flatMap((index) => texts[index] ?? [])
  }
}

const none: readonly number[] = []

/** The same number for the same characters from there on. Others may have it, too: whoever finds a text looks whether it is there. */
function keyAt(text: string, at: number): number {
  let key = 0
  for (let index = at; index < at + start; index++) key = (Math.imul(key, 131) + text.charCodeAt(index)) | 0
  return key
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
