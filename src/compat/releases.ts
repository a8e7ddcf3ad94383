/** Major releases: `since` has it, `until` is the first that does not have it any more. */
export interface Releases {
  readonly since?: number
  readonly until?: number
}

export function inReleases({ since, until }: Releases, version: number): boolean {
  return (since === undefined || version >= since) && (until === undefined || version < until)
}
