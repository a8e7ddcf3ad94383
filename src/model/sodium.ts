import { sha256 } from '../source/sha256.js'
import type { Context } from './context.js'

/** The root key of pgsodium, and how the extension gets it. */
export interface Sodium {
  /** 64 hexadecimal digits. */
  readonly key: string
  /** Whether the script that hands out the key is the operator's own (pgsodium_getkey_script). */
  readonly ownScript: boolean
}

/**
 * All members share the key: what one encrypts, the next primary must read. Without pgsodium_key it follows from the cluster's name, as in the reference;
 * it is worked out only where a file asks for it.
 */
export function buildSodium({ settings, cluster: { name } }: Context): Sodium {
  const given = settings.get('pgsodium_key')
  let key: string | undefined
  return {
    get key() {
      key ??= given || sha256(new TextEncoder().encode(name))
      return key
    },
    ownScript: Boolean(settings.get('pgsodium_getkey_script')),
  }
}
