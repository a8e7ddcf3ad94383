type Defined<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>
}

/** The record without its undefined entries. */
export function defined<T extends object>(record: T): Defined<T> {
  const result: Record<string, unknown> = {}
  for (const name of Object.keys(record)) {
    const value: unknown = Reflect.get(record, name)
    if (value !== undefined) result[name] = value
  }
  return result as Defined<T>
}
