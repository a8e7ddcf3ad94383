import { readSections, readSetting, type Sections } from './sections.js'

/** pgbackrest.conf: sections of settings; only a # in the first column begins a comment. */
export function readPgbackrest(text: string): Sections {
  return readSections(text.split('\n'), /^#/, readSetting)
}
