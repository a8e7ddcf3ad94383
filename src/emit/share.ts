import { sameView } from './same-view.js'

/** A view that takes from another one all that is printed the same at the same place: what is known of those objects need not be found out again. */
export function share(view: unknown, other: unknown): unknown {
  if (sameView(view, other)) return other
  if (Array.isArray(view)) return Array.isArray(other) ? view.map((item, index) => share(item, other[index])) : view
  if (!isRecord(view) || !isRecord(other)) return view
  return Object.fromEntries(Object.entries(view).map(([name, item]) => [name, share(item, other[name])]))
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
}
