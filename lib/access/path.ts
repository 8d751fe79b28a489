/** Header in which the server tells pages their path and query, which Next.js doesn't: where to return after signing in. */
export const PATH_HEADER = 'x-tributary-path'

/** Header in which the server hands on a method that Next.js doesn't know, on a request that has OPTIONS in its place: lib/api/methods.ts. */
export const METHOD_HEADER = 'x-tributary-method'

/** Next.js answers 500 to escapes that aren't valid UTF-8. With each % escaped, it's a path like any other that doesn't exist. */
export function readablePath(url: string): string {
  const [path = '', ...rest] = url.split('?')
  try {
    decodeURIComponent(path)
    return url
  } catch {
    return [path.replaceAll('%', '%25'), ...rest].join('?')
  }
}

/** Can't be a real host. */
const HERE = 'http://tributary.invalid'

/**
 * The path and query of an address on this site, given as a path or with our own `origin`; null for every other, and for what a browser
 * could read as another host (`//evil`, `/\evil`, control characters).
 */
export function pathOnSite(asked: string, origin = HERE): string | null {
  const base = asked.startsWith('/') ? HERE : origin
  if (/[\\\p{Cc}]/u.test(asked) || !URL.canParse(asked, asked.startsWith('/') ? HERE : undefined)) return null
  const url = new URL(asked, base)
  return url.origin !== base || url.pathname.startsWith('//') ? null : url.pathname + url.search
}
