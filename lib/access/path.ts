import { parseUrl } from '@/lib/url'

/** Header that gives pages their path and query, which Next.js doesn't provide. They need it to return here after sign-in. */
export const PATH_HEADER = 'x-tributary-path'

/** Header with the real method of a request whose method Next.js doesn't know. Next.js sees OPTIONS instead: lib/api/methods.ts. */
export const METHOD_HEADER = 'x-tributary-method'

/** Next.js answers 500 to escapes that aren't valid UTF-8. Escaping each % turns them into ordinary paths that don't exist. */
export function readablePath(url: string): string {
  const [path = '', ...rest] = url.split('?')
  try {
    decodeURIComponent(path)
    return url
  } catch {
    return [path.replaceAll('%', '%25'), ...rest].join('?')
  }
}

/** Placeholder that can't be a real host. */
const HERE = 'http://tributary.invalid'

/**
 * The path and query of a URL on this site, given as a path or with our own `origin`. Null for any other URL, and for anything a browser could
 * interpret as another host (`//evil`, `/\evil`, control characters).
 */
export function pathOnSite(asked: string, origin = HERE): string | null {
  const base = asked.startsWith('/') ? HERE : origin
  if (/[\\\p{Cc}]/u.test(asked)) return null
  const url = parseUrl(asked, asked.startsWith('/') ? HERE : undefined)
  return !url || url.origin !== base || url.pathname.startsWith('//') ? null : url.pathname + url.search
}
