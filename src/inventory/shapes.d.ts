declare module '#shapes' {
  /** By the JSON of a fragment of the catalogue: ajv's function for it. Made by build/shapes.mjs. */
  export const validators: Readonly<Record<string, import('./validator.js').Validator>>
}
