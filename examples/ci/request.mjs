/** One request to a service, and its answer. The token is in no message; `forbidden` says that the token may not do this. */
export async function request(method, url, headers, body) {
  const response = await fetch(url, {
    method,
    headers: { 'content-type': 'application/json', 'user-agent': 'pgcompile-plan', ...headers },
    signal: AbortSignal.timeout(30_000),
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  if (response.ok) return response.json()
  const problem = new Error(`${method} ${new URL(url).pathname} answered ${response.status}`)
  throw Object.assign(problem, { forbidden: response.status === 403 })
}

/** All entries of a list that comes in pages. `page` gives one, numbered from 1. */
export async function pages(page, size = 100) {
  const all = []
  for (let number = 1; ; number++) {
    const entries = await page(number, size)
    all.push(...entries)
    if (entries.length < size) return all
  }
}
