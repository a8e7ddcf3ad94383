/** The text of the playground's page. */
export function buildPlayground(): Promise<string>
