/** By the version of V8, since it complains of a flag that it does not know: Node 20 has 11, Node 22 has 12, Node 24 has 13. */
const later: Readonly<Record<string, string>> = {
  11: '--interrupt-budget=1000000 --interrupt-budget-factor-for-feedback-allocation=32 --no-regexp-tier-up --no-parallel-scavenge',
  12: '--invocation-count-for-maglev=3200 --invocation-count-for-turbofan=24000',
  13: '--invocation-count-for-maglev=3200 --invocation-count-for-turbofan=24000',
}

/**
 * Flags of V8 that the command line runs with. A run is over in a tenth of a second, before what the optimising compiler makes of its functions pays for
 * itself: a function must run eight times as long as usual to be optimised, and four times as long until V8 notes what is in its variables. A regular
 * expression is compiled at its first use: interpreting it first takes longer. And what is collected first is so little that to wake a second thread for it costs
 * more than it saves.
 */
export const flags = later[process.versions.v8.split('.', 1)[0] ?? ''] ?? ''

/** The scripts beside the command line: that of `check` is less than half as long as the one that has everything. */
export const scripts = ['check', 'pgcompile'] as const

export type ScriptName = (typeof scripts)[number]

/** The script for a run: who wants more than findings needs the other one. */
export function scriptOf([command, ...args]: readonly string[]): ScriptName {
  return command === 'check' && !args.some((arg) => /^--(?:coverage|expect)\b/.test(arg)) ? 'check' : 'pgcompile'
}

/** The file beside a script that holds its code cache: one for each build of Node, whose bytecode no other can read. */
export function cacheName(script: ScriptName): string {
  return `${script}.${process.version}-${process.platform}-${process.arch}.cache`
}
