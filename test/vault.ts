import { createCipheriv, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto'
import { opaqueText } from '../src/syntax/vault.js'

/** What ansible-vault would write for the text; test/node/vault.test.ts asks the real one. */
export function seal(text: string, password: string, label?: string): string {
  const salt = randomBytes(32)
  const key = pbkdf2Sync(password, salt, 10_000, 80, 'sha256')
  const bytes = Buffer.from(text)
  const padding = 16 - (bytes.length % 16)
  const cipher = createCipheriv('aes-256-ctr', key.subarray(0, 32), key.subarray(64, 80))
  const ciphertext = Buffer.concat([cipher.update(Buffer.concat([bytes, Buffer.alloc(padding, padding)])), cipher.final()])
  const hmac = createHmac('sha256', key.subarray(32, 64)).update(ciphertext).digest()
  const body = Buffer.from([salt, hmac, ciphertext].map((part) => part.toString('hex')).join('\n')).toString('hex')
  const header = label === undefined ? '$ANSIBLE_VAULT;1.1;AES256' : `$ANSIBLE_VAULT;1.2;AES256;${label}`
  return `${[header, ...(body.match(/.{1,80}/g) ?? [])].join('\n')}\n`
}

/** The same as a value of a block mapping, whose key is indented by `indent`. */
export function inline(vault: string, indent: number): string {
  return `!vault |\n${vault.replace(/^/gm, ' '.repeat(indent + 2)).trimEnd()}`
}

/** A vault that no password is known for: for tests of values that nobody can read. */
export const locked = `$ANSIBLE_VAULT;1.1;AES256
${Buffer.from([`${'5a'.repeat(32)}`, `${'00'.repeat(32)}`, `${'0f'.repeat(32)}`].join('\n')).toString('hex')}
`

/** What stands for it. */
export const lockedText = opaqueText(locked)
