import { readSections, readSetting, type Sections } from './sections.js'

/** pgbouncer.ini: sections of settings; the line `%include path` is the setting ['%include', path]. */
export function readPgbouncerIni(text: string): Sections {
  return readSections(text.split('\n'), /^[ \t]*[#;]/, (line, number) => {
    const include = /^[ \t]*%include[ \t]+(.*?)[ \t]*$/s.exec(line)
    return include ? ['%include', include[1] ?? ''] : readSetting(line, number)
  })
}
