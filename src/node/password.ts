import { randomInt } from 'node:crypto'

const letters = 'abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ'
const digits = '23456789'

/** A new password by the random generator of the system: 24 characters (138 bits) that need no quotes anywhere and that nobody mistakes for another; a letter first. */
export function newPassword(): string {
  const pick = (from: string): string => from.charAt(randomInt(from.length))
  return pick(letters) + Array.from({ length: 23 }, () => pick(letters + digits)).join('')
}
