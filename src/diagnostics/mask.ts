/** Stands for a credential, however long that is. */
export const mask = '●●●●'

/** Replaces every one of the texts in a message by the mask, where it is not part of a longer word. */
export function masker(texts: ReadonlySet<string>): (message: string) => string {
  if (texts.size === 0) return (message) => message
  // The longest first: of two that begin at one place, the whole of it has to go.
  const all = [...texts].sort((a, b) => b.length - a.length).map(whole)
  const pattern = new RegExp(all.join('|'), 'gu')
  return (message) => message.replace(pattern, mask)
}

function whole(text: string): string {
  const before = /^[A-Za-z0-9_]/.test(text) ? '(?<![A-Za-z0-9_])' : ''
  const after = /[A-Za-z0-9_]$/.test(text) ? '(?![A-Za-z0-9_])' : ''
  return `${before}${text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')}${after}`
}
