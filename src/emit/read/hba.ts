import { Bug } from '../../diagnostics/invariant.js'
import { type HbaEntry, readHbaLine } from '../../syntax/hba.js'

/** HBA files: what each line says, in order. */
export function readHba(text: string): readonly HbaEntry[] {
  return text.split('\n').flatMap((line, index) => {
    const reading = readHbaLine(line)
    if (reading === undefined) return []
    if ('problem' in reading) throw new Bug(`line ${index + 1} is not an HBA line`)
    return [reading.entry]
  })
}
