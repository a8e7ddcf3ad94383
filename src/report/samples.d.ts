declare module '#samples' {
  /** By code: an inventory that yields a finding of the code, and the same without the mistake. Made from fixtures/checks/. */
  export const samples: Readonly<Record<string, { readonly failing: string; readonly corrected: string }>>
}
