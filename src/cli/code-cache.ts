/** By the version of V8, since it complains of a flag that it does not know: Node 20 has 11, Node 22 has 12, Node 24 has 13. */
const later: Readonly<Record<string, string>> = {
  11: '--interrupt-budget=1000000 --interrupt-budget-factor-for-feedback-allocation=32 --no-regexp-tier-up',
  12: '--invocation-count-for-maglev=3200 --invocation-count-for-turbofan=24000',
  13: '--invocation-count-for-maglev=3200 --invocation-count-for-turbofan=24000',
}

/**
 * Flags of V8 that the command line runs with. A run is over in a tenth of a second, before what the optimising compiler makes of its functions pays for
 * itself: a function must run eight times as long as usual to be optimised, and four times as long until V8 notes what is in its variables. A regular
 * expression is compiled at its first use: interpreting it first takes longer.
 */
export const flags = later[process.versions.v8.split('.', 1)[0] ?? ''] ?? ''

/** What a code cache is for: `check` needs few of the functions, and reading the others back would cost it 3 ms; `compile` needs most. */
export type CacheKind = 'check' | 'compile'

/** The file beside the command line that holds a code cache of it: one for each build of Node, whose bytecode no other can read. */
export function cacheName(kind: CacheKind): string {
  return `pgcompile.${kind}.${process.version}-${process.platform}-${process.arch}.cache`
}
