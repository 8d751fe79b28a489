/**
 * Where to go after signing in: a path on this site, else the overview. Anything that a browser could read as another host
 * (`//evil`, `/\evil`, `https:…`, control characters) is refused.
 */
export function nextPath(asked: string | null | undefined): string {
  if (!asked || !asked.startsWith('/') || /[\\\p{Cc}]/u.test(asked)) return '/overview'
  const base = 'http://tributary.invalid'
  if (!URL.canParse(asked, base)) return '/overview'
  const url = new URL(asked, base)
  if (url.origin !== base || url.pathname.startsWith('//') || /^\/(sign-in|setup)(\/|$)/.test(url.pathname)) return '/overview'
  return url.pathname + url.search
}

export function signInPath(from: string): string {
  const next = nextPath(from)
  return next === '/overview' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(next)}`
}
