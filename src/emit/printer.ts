import type { Artifact, FileSpec } from '../artifacts/artifact.js'
import { Bug, invariant } from '../diagnostics/invariant.js'
import { SqlScripts } from '../syntax/sql.js'
import { firstDifference } from './compare.js'
import { render, type Templates } from './environment.js'
import { Lately } from './lately.js'
import { readers } from './read/readers.js'
import { sameView } from './same-view.js'
import { share } from './share.js'

/** Views of one kind that came last: members of a cluster and hosts of a site stand together, and much is the same for them. */
const lately = 4

/** Characters of the texts whose facts are kept, which take several times as much. */
const most = 2 ** 18

/** Renders and reads back. Many hosts have the same text: a view like one of those just before it is not printed again, and a text that is known not read. */
export function printer(artifact: Artifact, templates: Templates | undefined): (spec: FileSpec) => string {
  /** What reading a text gave, and one text for all files that say the same. */
  const readings = new Lately<{ readonly text: string; readonly facts: unknown }>(most)
  const scripts = new SqlScripts()
  let latest: { readonly view: unknown; readonly text: string }[] = []
  return (spec) => {
    const known = latest.find((each) => sameView(each.view, spec.view))
    if (known !== undefined) return known.text
    // Scripts are long and differ in a few statements.
    const view = artifact.format === 'sql' ? share(spec.view, latest[0]?.view) : spec.view
    const printed = render(artifact.id, view, templates)
    const { text, facts } = readings.of(printed, () => ({ text: printed, facts: readBack(artifact, printed, scripts) }))
    const decided = artifact.content ? artifact.content(view) : view
    const difference = firstDifference(decided, facts, artifact.format === 'yaml' || artifact.format === 'json')
    invariant(difference === undefined, `${artifact.id}: what was printed differs from what was decided at ${difference}`)
    latest = [{ view, text }, ...latest.slice(0, lately - 1)]
    return text
  }
}

function readBack(artifact: Artifact, text: string, scripts: SqlScripts): unknown {
  try {
    return readers[artifact.format](text, scripts)
  } catch (error) {
    // A parser may quote the text, which may hold a secret; our readers name only the line.
    throw new Bug(`${artifact.id}: what was printed is not ${artifact.format}${error instanceof Bug ? `: ${error.message}` : ''}`)
  }
}
