/** Header in which server.ts tells pages their own path and query, which Next.js does not: where to come back to after signing in. */
export const PATH_HEADER = 'x-tributary-path'
