import type { Sink } from '../diagnostics/sink.js'
import { sha256 } from '../source/sha256.js'
import { Source } from '../source/source.js'
import { Span } from '../source/span.js'
import { syntaxCodes } from './codes.js'

/** What ansible-vault wrote, taken apart: format 1.1 or 1.2 with AES256. Source: Ansible's description of the vault format. */
export interface Envelope {
  /** The vault id; a file of format 1.1 has none. */
  readonly label?: string
  readonly salt: Uint8Array
  /** HMAC-SHA256 of the ciphertext: 32 bytes. */
  readonly hmac: Uint8Array
  readonly ciphertext: Uint8Array
}

/** The bytes of the plaintext, or the rest of a sentence that begins with "this vault". */
export type Decrypted = { readonly bytes: Uint8Array } | { readonly problem: string }

/** Opens an envelope. Cryptography and passwords are the caller's: none of them is known here. */
export type Decrypt = (envelope: Envelope) => Decrypted

/** Whether a text begins as ansible-vault's files and values do. */
export function isVault(text: string): boolean {
  return text.trimStart().startsWith('$ANSIBLE_VAULT')
}

const opaquePrefix = 'pgcompile_opaque_'

/** What stands for an encrypted value that nobody could read: one word of letters, digits and _, the same for the same ciphertext. */
export function opaqueText(text: string): string {
  return opaquePrefix + sha256(new TextEncoder().encode(text.replace(/\s+/g, ''))).slice(0, 16)
}

/** Whether a text stands for a value that nobody could read, or was made of one. */
export function isOpaque(text: string): boolean {
  return text.includes(opaquePrefix)
}

/**
 * The plaintext of a vault. Undefined without `decrypt`, and where the vault is damaged or no password opens it: that is reported at `at`,
 * and nothing else will be said about that place.
 */
export function openVault(text: string, at: Span, sink: Sink, decrypt: Decrypt | undefined): string | undefined {
  const envelope = readEnvelope(text)
  const opened = typeof envelope === 'string' ? { problem: envelope } : decrypt === undefined ? undefined : textOf(decrypt(envelope))
  if (opened !== undefined && 'text' in opened) return opened.text
  if (opened !== undefined) sink.report(syntaxCodes['vault-unreadable'], at, `this vault ${opened.problem}`)
  sink.overlook(at)
  return undefined
}

/** The source itself, or what was in it where ansible-vault encrypted the whole file. Undefined where it cannot be read, as of `openVault`. */
export function unseal(source: Source, sink: Sink, decrypt: Decrypt | undefined): Source | undefined {
  if (!isVault(source.text)) return source
  const at = new Span(source, 0, 0)
  const text = openVault(source.text, at, sink, decrypt)
  if (text !== undefined) return new Source(source.name, text, true)
  sink.overlookFile(at)
  return undefined
}

function textOf(opened: Decrypted): { readonly text: string } | { readonly problem: string } {
  if ('problem' in opened) return opened
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(opened.bytes) }
  } catch {
    return { problem: 'holds no UTF-8 text' }
  }
}

/** The parts of a vault's text, or what is wrong with it, which never shows any of it. */
export function readEnvelope(text: string): Envelope | string {
  const [header = '', ...body] = text.trim().split(/\r?\n/)
  const [magic, version = '', cipher = '', label] = header.split(';').map((part) => part.trim())
  if (magic !== '$ANSIBLE_VAULT') return 'does not begin with $ANSIBLE_VAULT;1.1;AES256 or $ANSIBLE_VAULT;1.2;AES256;<id>, as ansible-vault writes it'
  if (version !== '1.1' && version !== '1.2') return 'has a format other than 1.1 and 1.2: encrypt it again with a present ansible-vault'
  if (cipher !== 'AES256') return 'has a cipher other than AES256: encrypt it again with a present ansible-vault'
  const hex = body.map((line) => line.trim()).join('')
  if (hex === '') return 'is truncated: nothing follows its header'
  if (!/^[0-9a-f]+$/i.test(hex)) return 'is damaged: there are characters in it that are no hexadecimal digits'
  const [salt, hmac, ciphertext, ...more] = hex.length % 2 === 0 ? new TextDecoder('latin1').decode(bytesOf(hex)).split('\n').map(innerBytes) : []
  if (salt === undefined || hmac === undefined || ciphertext === undefined || more.length > 0 || salt.length === 0 || hmac.length !== 32)
    return 'is damaged or truncated: it does not hold a salt, a checksum and a ciphertext'
  if (ciphertext.length === 0 || ciphertext.length % 16 !== 0) return 'is damaged or truncated: its ciphertext is not a number of whole blocks'
  return { ...(label === undefined || label === '' ? {} : { label }), salt, hmac, ciphertext }
}

function innerBytes(hex: string): Uint8Array | undefined {
  return hex.length % 2 === 0 && /^[0-9a-f]*$/i.test(hex) ? bytesOf(hex) : undefined
}

function bytesOf(hex: string): Uint8Array {
  const bytes = new Uint8Array(hex.length / 2)
  for (let at = 0; at < bytes.length; at++) bytes[at] = Number.parseInt(hex.slice(2 * at, 2 * at + 2), 16)
  return bytes
}
