/** Where and how thoroughly a scenario runs. */
export interface Setting {
  /** A directory of its own, which is removed afterwards. */
  readonly folder: string
  /** The command line and the library as built. */
  readonly cli: string
  readonly library: string
  /** Whether it may take an hour and all memory. */
  readonly full: boolean
  readonly progress: (line: string) => void
}
