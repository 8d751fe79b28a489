'use client'

import { usePathname, useSearchParams } from 'next/navigation'
import { useCallback, useMemo } from 'react'
import { href, readAddress } from './url-state'

/**
 * What the URL says, and how to change it without waiting for the server: Next follows history.pushState, so
 * useSearchParams, back and forward stay right. `replace` is for changes nobody wants to step back through.
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
  // Next.js renders a change of the URL a moment later: a second change in quick succession has to build on the first.
  const latest = useCallback(() => readAddress(new URLSearchParams(window.location.search)), [])
  return { params, latest, pathname, go }
}
