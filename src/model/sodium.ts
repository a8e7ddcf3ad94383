import { sha256 } from '../source/sha256.js'
import type { Context } from './context.js'

/** The root key of pgsodium, and how the extension gets it. */
export interface Sodium {
  /** 64 hexadecimal digits. */
  readonly key: string
  /** Whether the script that hands out the key is the operator's own (pgsodium_getkey_script). */
  readonly ownScript: boolean
}

/** All members share the key: what one encrypts, the next primary must read. Without pgsodium_key it follows from the cluster's name, as in the reference. */
export function buildSodium({ settings, cluster }: Context): Sodium {
  return {
    key: settings.get('pgsodium_key') || sha256(new TextEncoder().encode(cluster.name)),
    ownScript: Boolean(settings.get('pgsodium_getkey_script')),
  }
}
