import type { Artifact } from '../artifacts/artifact.js'
import { artifacts } from '../artifacts/artifacts.js'

/** The kind of file that an id names; undefined where there is no such, as in a tree of another version. */
export function artifactNamed(id: string | undefined): Artifact | undefined {
  return artifacts.find((artifact) => artifact.id === id)
}
