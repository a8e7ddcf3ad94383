import { readUnit } from '../../src/emit/read/unit.js'

/** The settings of a section of a unit as `key=value`, commands in words joined by blanks. */
export function unitLines(text: string, section = 'Service'): string[] {
  const settings = new Map(readUnit(text)).get(section) ?? []
  return settings.map(([key, value]) => `${key}=${typeof value === 'string' ? value : value.join(' ')}`)
}
