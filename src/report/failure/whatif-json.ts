import { schemaVersion } from '../../diagnostics/schema-version.js'
import { losses } from '../../failure/loss.js'
import { unitName, type Whatif } from '../../failure/whatif.js'

/** `{ schemaVersion, singles, doubles, consequences }`: how many cases were looked at, and what they lose, in the order of the text. */
export function whatifJson({ singles, doubles, consequences }: Whatif): string {
  const report = {
    schemaVersion,
    singles,
    doubles,
    consequences: consequences.map(({ loss: { code, certain, why }, subjects, failures }) => ({
      code,
      grade: losses[code].grade,
      text: losses[code].text,
      certain: certain === 'yes',
      why: why ?? null,
      subjects: subjects.map(({ cluster = null, service = null }) => ({ cluster, service })),
      failures: failures.map((failed) => failed.map((unit) => ({ kind: unit.kind, name: unitName(unit) }))),
    })),
  }
  return `${JSON.stringify(report, undefined, 2)}\n`
}
