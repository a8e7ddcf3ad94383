import type { Artifact } from './artifact.js'

/** Every kind of file, by id. */
export const artifacts: readonly Artifact[] = []
