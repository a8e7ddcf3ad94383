/** The version of everything that programs read of pgcompile, JSON and results. Goes up with every change that could break a reader; new fields do not. */
export const schemaVersion = 1

export type SchemaVersion = typeof schemaVersion
