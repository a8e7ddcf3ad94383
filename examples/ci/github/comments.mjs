import { pages, request } from '../request.mjs'

/** The comments of a pull request; `find` looks among those that the token's user wrote, since anybody may write what looks like one of them. */
export function github({ GITHUB_API_URL = 'https://api.github.com', GITHUB_REPOSITORY, PGCOMPILE_NUMBER, PGCOMPILE_TOKEN }) {
  const headers = { authorization: `Bearer ${PGCOMPILE_TOKEN}`, accept: 'application/vnd.github+json', 'x-github-api-version': '2022-11-28' }
  const issues = `${GITHUB_API_URL}/repos/${GITHUB_REPOSITORY}/issues`
  const own = `${issues}/${PGCOMPILE_NUMBER}/comments`
  // The token of a workflow is nobody's, and may not ask whose it is.
  const login = () =>
    request('GET', `${GITHUB_API_URL}/user`, headers).then(
      (user) => user.login,
      (error) => {
        if (error.forbidden) return 'github-actions[bot]'
        throw error
      },
    )
  return {
    async find(accepts) {
      const [me, all] = await Promise.all([login(), pages((page, size) => request('GET', `${own}?per_page=${size}&page=${page}`, headers))])
      return all.find(({ body, user }) => user?.login === me && accepts(body))
    },
    create: (body) => request('POST', own, headers, { body }),
    update: (id, body) => request('PATCH', `${issues}/comments/${id}`, headers, { body }),
  }
}
