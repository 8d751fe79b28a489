'use client'

import { usePathname, useSearchParams } from 'next/navigation'
import { useCallback, useMemo } from 'react'
import { href, readAddress } from './url-state'

/**
 * The URL's parameters, and a way to change them without waiting for the server: Next follows history.pushState, so
 * useSearchParams, Back and Forward keep working. `replace` is for changes that people don't want to step back through.
 */
export function useUrl() {
  const given = useSearchParams()
  const params = useMemo(() => readAddress(given), [given])
  const pathname = usePathname()
  const go = useCallback(
    (next: URLSearchParams, how: 'push' | 'replace' = 'push') => {
      const url = href(pathname, next)
      if (how === 'push') window.history.pushState(null, '', url)
      else window.history.replaceState(null, '', url)
    },
    [pathname],
  )
  // Next.js renders a URL change a moment later, so a second change in quick succession needs the latest URL to build on.
  const latest = useCallback(() => readAddress(new URLSearchParams(window.location.search)), [])
  return { params, latest, pathname, go }
}
