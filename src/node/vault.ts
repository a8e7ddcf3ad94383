import { createDecipheriv, createHmac, pbkdf2Sync, timingSafeEqual } from 'node:crypto'
import { accessSync, constants, readFileSync, statSync } from 'node:fs'
import { type Decrypt, type Decrypted, type Envelope, isVault } from '../syntax/vault.js'
import { EnvironmentProblem, reason } from './read.js'

/** A password of ansible-vault, and the vault id that it is for, where one is said. */
export interface VaultPassword {
  readonly label?: string
  readonly password: Uint8Array
}

/** Reads a password file as ansible-vault does: its bytes without blanks at both ends. Throws an EnvironmentProblem; no message shows its content. */
export function readVaultPassword(path: string, label?: string): VaultPassword {
  const shown = `cannot read the vault password file ${path}`
  let bytes: Buffer
  try {
    if (statSync(path).isFile() && isExecutable(path))
      throw new EnvironmentProblem(
        `${shown}: it is executable, and pgcompile runs no programs; run it yourself into a file, as in \`--vault-password-file <(./${path.split('/').at(-1)})\`, or take the x from its mode`,
      )
    bytes = readFileSync(path)
  } catch (error) {
    if (error instanceof EnvironmentProblem) throw error
    throw new EnvironmentProblem(`${shown}: ${reason(error)}`)
  }
  // Every byte is one character of latin1, so that blanks can be trimmed without asking what the others mean.
  const text = bytes.toString('latin1').replace(/^[ \t\n\v\f\r]+|[ \t\n\v\f\r]+$/g, '')
  if (text === '') throw new EnvironmentProblem(`${shown}: it is empty`)
  if (isVault(text)) throw new EnvironmentProblem(`${shown}: it is encrypted itself`)
  return { password: Buffer.from(text, 'latin1'), ...(label === undefined ? {} : { label }) }
}

/** Reads `label@file` of --vault-id. */
export function readVaultId(id: string): VaultPassword {
  const at = id.indexOf('@')
  const [label, path] = at === -1 ? ['', id] : [id.slice(0, at), id.slice(at + 1)]
  if (path === '') throw new EnvironmentProblem(`--vault-id ${id} names no file: write <id>@<file>`)
  if (path === 'prompt' || path === 'prompt_ask_vault_pass')
    throw new EnvironmentProblem(`--vault-id ${id}: pgcompile asks for no passwords; write the password into a file, and name that as <id>@<file>`)
  return label === '' ? readVaultPassword(path) : readVaultPassword(path, label)
}

/**
 * Opens vaults with these passwords: first those for the vault's id, then all others, as ansible-vault does. A key is derived once for each
 * password and salt.
 */
export function decryptWith(passwords: readonly VaultPassword[]): Decrypt {
  const keys = new Map<string, Buffer>()
  return (envelope) => {
    const fitting = passwords.filter(({ label }) => label !== undefined && label === envelope.label)
    for (const { password } of [...fitting, ...passwords.filter((other) => !fitting.includes(other))]) {
      const memo = `${hex(envelope.salt)} ${hex(password)}`
      const key = keys.get(memo) ?? pbkdf2Sync(password, envelope.salt, 10_000, 80, 'sha256')
      keys.set(memo, key)
      if (timingSafeEqual(createHmac('sha256', key.subarray(32, 64)).update(envelope.ciphertext).digest(), envelope.hmac)) return plaintext(key, envelope)
    }
    const which = envelope.label === undefined ? '' : ` of the id \`${envelope.label}\``
    return {
      problem: `${which === '' ? '' : `${which.trim()} `}is damaged, or ${passwords.length === 1 ? 'the given password is not' : `none of the ${passwords.length} given passwords is`} the one that it was encrypted with`,
    }
  }
}

function plaintext(key: Buffer, { ciphertext }: Envelope): Decrypted {
  const cipher = createDecipheriv('aes-256-ctr', key.subarray(0, 32), key.subarray(64, 80))
  const padded = Buffer.concat([cipher.update(ciphertext), cipher.final()])
  const padding = padded.at(-1) ?? 0
  const whole = padding >= 1 && padding <= 16 && padding <= padded.length && padded.subarray(-padding).every((byte) => byte === padding)
  return whole ? { bytes: padded.subarray(0, padded.length - padding) } : { problem: 'is damaged: its padding is wrong' }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}
