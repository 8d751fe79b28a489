import { pathOnSite } from '@/lib/access/path'

const HOME = '/overview'

/** Paths not to return to: pages for people who are signed out, tracking links (which lead to other sites), and responses for programs. */
const noDestination = /^\/(sign-in|setup|t|api|_next)(\/|$)/

/** Parameters that Next.js adds internally. */
const internal = /^(_rsc|nxtP.+|nxtI.+|_{1,2}next.*)$/

/** Where to go after signing in: the requested page if it's on this site, or the overview. */
export function nextPath(asked: string | null | undefined): string {
  const path = asked?.startsWith('/') ? pathOnSite(asked) : null
  if (path === null) return HOME
  const [pathname = '', query = ''] = path.split('?', 2)
  if (noDestination.test(decoded(pathname))) return HOME
  // As text, so the rest stays exactly as written.
  const kept = query.split('&').filter((pair) => !internal.test(decoded(pair.split('=', 1)[0] ?? '')))
  return kept.join('&') === '' ? pathname : `${pathname}?${kept.join('&')}`
}

/** The path of the sign-in page, which leads back to `from`. */
export function signInPath(from: string): string {
  const next = nextPath(from)
  return next === HOME ? '/sign-in' : `/sign-in?next=${encodeURIComponent(next)}`
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
