/** Names in a sentence, cut short where they are many: `a, b, c, d and 7 more`. Never for a single one, which takes no more room than that it is left out. */
export function listed(names: readonly string[], most = 4): string {
  return names.length > most + 1 ? `${names.slice(0, most).join(', ')} and ${names.length - most} more` : names.join(', ')
}
