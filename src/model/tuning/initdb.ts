import { hasInitdbOption } from '../../compat/postgresql.js'
import type { Settings } from '../../inventory/settings.js'
import type { Profile } from './profile.js'

/** An option of initdb as Patroni lists it: a bare word is a flag, a map of one key an option with its value. */
export type InitdbOption = string | { readonly [option: string]: string }

/** How the data directory of a new cluster is created. The built-in locales need no operating system and sort the same everywhere. */
export function initdbOptions(settings: Settings, version: number, profile: Profile): InitdbOption[] {
  const options: InitdbOption[] = []
  if (settings.get('pg_checksum') || profile === 'crit') options.push('data-checksums')
  else if (hasInitdbOption('no-data-checksums', version)) options.push('no-data-checksums')
  const encoding = settings.get('pg_encoding')
  const locale = canonical(settings.get('pg_locale'))
  const builtin = ['UTF8', 'UTF-8'].includes(encoding) && builtinLocales.includes(locale) && hasInitdbOption('locale-provider=builtin', version)
  if (builtin) options.push({ encoding }, { 'locale-provider': 'builtin' }, { 'builtin-locale': locale })
  else options.push(...given('encoding', encoding), ...given('locale', locale))
  options.push(...given('lc-collate', canonical(settings.get('pg_lc_collate'))), ...given('lc-ctype', canonical(settings.get('pg_lc_ctype'))))
  return options
}

const builtinLocales: readonly string[] = ['C', 'C.UTF-8']

/** initdb wants these two in exactly this spelling (KD-68); any other name is the operating system's business. */
function canonical(locale: string): string {
  return builtinLocales.includes(locale.toUpperCase()) ? locale.toUpperCase() : locale
}

function given(option: string, value: string): InitdbOption[] {
  return value === '' ? [] : [{ [option]: value }]
}
