import { Bug } from '../../diagnostics/invariant.js'

/** The seven fields of every line for systemd-tmpfiles: type, path, mode, user, group, age, argument. A field that says nothing is a `-`. */
export function readTmpfiles(text: string): readonly (readonly string[])[] {
  return text.split('\n').flatMap((line, index) => {
    if (/^\s*(#|$)/.test(line)) return []
    const fields = line.trim().split(/[ \t]+/)
    if (fields.length < 2 || fields.length > 7 || /["'\\%]/.test(line)) throw new Bug(`line ${index + 1} is no line of plain fields`)
    return [[...fields, ...Array.from({ length: 7 - fields.length }, () => '-')]]
  })
}
