/** Versions are texts of numbers with dots between them, 1.21.0; one that is shorter has zeros at its end. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [numbers(a), numbers(b)]
  for (let at = 0; at < Math.max(left.length, right.length); at++) {
    const difference = (left[at] ?? 0) - (right[at] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

/** There are few of them, and each is compared again and again. */
const known = new Map<string, readonly number[]>()

function numbers(version: string): readonly number[] {
  let parts = known.get(version)
  if (parts === undefined) {
    parts = version.split('.').map(Number)
    known.set(version, parts)
  }
  return parts
}
