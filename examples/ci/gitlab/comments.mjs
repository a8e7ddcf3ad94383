import { pages, request } from '../request.mjs'

/** The notes of a merge request; `find` looks among those that the token's user wrote, since anybody may write what looks like one of them. */
export function gitlab({ CI_API_V4_URL, CI_PROJECT_ID, CI_MERGE_REQUEST_IID, PGCOMPILE_TOKEN }) {
  const headers = { 'private-token': PGCOMPILE_TOKEN }
  const notes = `${CI_API_V4_URL}/projects/${CI_PROJECT_ID}/merge_requests/${CI_MERGE_REQUEST_IID}/notes`
  return {
    async find(accepts) {
      const [me, all] = await Promise.all([
        request('GET', `${CI_API_V4_URL}/user`, headers),
        pages((page, size) => request('GET', `${notes}?per_page=${size}&page=${page}`, headers)),
      ])
      return all.find(({ body, author }) => author?.id === me.id && accepts(body))
    },
    create: (body) => request('POST', notes, headers, { body }),
    update: (id, body) => request('PUT', `${notes}/${id}`, headers, { body }),
  }
}
