/**
 * Flags of V8 that the command line runs with. A run is over in a tenth of a second, before what the optimising compiler makes of its functions pays for
 * itself: a function must run eight times as long as usual to be optimised.
 */
export const flags = '--interrupt-budget=1000000'

/** The file beside the command line that holds its code cache: one for each build of Node, whose bytecode no other can read. */
export function cacheName(): string {
  return `pgcompile.${process.version}-${process.platform}-${process.arch}.cache`
}
