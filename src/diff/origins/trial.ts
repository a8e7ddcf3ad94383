import type { Artifact, FileSpec } from '../../artifacts/artifact.js'
import { render } from '../../emit/environment.js'
import { attempt } from '../../explain/attempt.js'
import { Experiment } from '../../explain/experiment.js'
import { fingerprint } from '../../explain/fingerprint.js'
import type { Model } from '../../model/model.js'
import type { Loaded } from '../../understand.js'
import { artifactNamed } from '../artifact-named.js'
import type { SideFile } from '../change.js'
import { compareFacts } from '../facts/compare.js'
import type { Facts } from '../files.js'
import type { Known } from '../side.js'

/** What one difference does to a file: nothing, it takes it away, or these facts of it, by their paths, become these. */
export type Result = 'same' | 'gone' | ReadonlyMap<string, string>

/** Makes the inventory of one side with one difference undone or made, and looks what becomes of its files. */
export class Trial {
  private readonly experiment: Experiment
  private readonly specs = new Map<string, ReadonlyMap<string, FileSpec>>()

  constructor(
    private readonly known: Known,
    private readonly facts: Facts,
    /** What a file of this side may be called on the other one. */
    private readonly otherPlace: (file: SideFile) => string,
  ) {
    this.experiment = new Experiment(known.understood)
  }

  /** What an edit does to each of the files; undefined where the inventory cannot be built that way. */
  run(edit: (loaded: Loaded) => Loaded, files: readonly SideFile[]): ReadonlyMap<SideFile | undefined, Result> | undefined {
    const outcome = this.experiment.run({ kind: 'edit', edit })
    if (outcome === undefined) return undefined
    const made = new Map<string, ReadonlyMap<string, FileSpec>>()
    const results = new Map<SideFile | undefined, Result>()
    for (const file of files) {
      const artifact = artifactNamed(file.artifact)
      if (artifact === undefined) continue
      const specs = made.get(artifact.id) ?? specsOf(artifact, outcome.model)
      made.set(artifact.id, specs)
      results.set(file, this.resultOf(artifact, file, specs.get(`${file.host}:${file.path}`) ?? specs.get(this.otherPlace(file))))
    }
    return results
  }

  private resultOf(artifact: Artifact, file: SideFile, spec: FileSpec | undefined): Result {
    if (spec === undefined) return 'gone'
    const own = this.ownSpecs(artifact).get(`${file.host}:${file.path}`)
    if (own !== undefined && fingerprint(own.view) === fingerprint(spec.view)) return 'same'
    const text = attempt(() => render(artifact.id, spec.view))
    if (text === undefined || text === file.text) return 'same'
    const was = this.facts.factsOf(artifact.format, file.text, file.secret)
    const is = this.facts.factsOf(artifact.format, text, file.secret)
    return was === undefined || is === undefined ? 'same' : new Map(compareFacts(was, is).map(({ path, after }) => [pathKey(path), valueKey(after)]))
  }

  private ownSpecs(artifact: Artifact): ReadonlyMap<string, FileSpec> {
    const specs = this.specs.get(artifact.id) ?? specsOf(artifact, this.known.model)
    this.specs.set(artifact.id, specs)
    return specs
  }
}

/** A path as a key of sets. */
export function pathKey(path: readonly (string | number)[]): string {
  return path.join('\0')
}

/** A value as a text that is the same for equal ones. */
export function valueKey(value: unknown): string {
  return JSON.stringify(value) ?? ''
}

function specsOf(artifact: Artifact, model: Model): ReadonlyMap<string, FileSpec> {
  return new Map(artifact.files(model).map((spec) => [`${spec.host}:${spec.path}`, spec]))
}
