/** The column at which a new line begins between what stands before the cursor and the line below: where the next entry is most likely to belong. */
export function indentBetween(before: string, below: string): number {
  const own = before.length - before.trimStart().length
  const entry = /^\s*(?:- +)*/.exec(before)?.[0].length ?? own
  if (before.trim() === '') return before.length
  if (!/[:{[|>]\s*(?:#.*)?$/.test(before) || /^\s*#/.test(before)) return entry
  const deeper = below.length - below.trimStart().length
  const inside = below.trim() !== '' && (deeper > entry || (deeper === entry && below.trimStart().startsWith('- ')))
  return inside ? deeper : entry + 2
}
