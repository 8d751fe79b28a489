/** Header in which server.ts tells pages their own path and query, which Next.js does not: where to come back to after signing in. */
export const PATH_HEADER = 'x-tributary-path'

/** Next.js answers 500 to escapes that are no UTF-8. Each % taken for itself, it is a path like any other, of something that is not there. */
export function readablePath(url: string): string {
  const [path = '', ...rest] = url.split('?')
  try {
    decodeURIComponent(path)
    return url
  } catch {
    return [path.replaceAll('%', '%25'), ...rest].join('?')
  }
}
