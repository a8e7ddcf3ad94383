import type { PlannedFile } from '../plan.js'
import type { Scene } from './scene.js'

/** Of the server's own directory, which is there only after Patroni made it. */
export const isData = (path: string): boolean => /^\/pg\/(.+\/)?data\//.test(path)

/** Files that a host gets because it, or a member on it, is new. */
export function arriving(scene: Scene, host: string): readonly PlannedFile['file'][] {
  return scene.files.flatMap(({ file }) => (file.host === host && file.kind !== 'removed' && scene.isOfMoving(file) ? [file] : []))
}
