const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** Bytes in base64, with padding. */
export function base64(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 3) {
    const group = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0)
    const full = [18, 12, 6, 0].map((shift) => digits.charAt((group >> shift) & 63))
    text += full.slice(0, Math.min(4, bytes.length - at + 1)).join('')
  }
  return text.padEnd(Math.ceil(text.length / 4) * 4, '=')
}
