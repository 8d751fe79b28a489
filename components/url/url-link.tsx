'use client'

import type { ComponentProps, MouseEvent } from 'react'
import { href } from './url-state'
import { useUrl } from './use-url'

/** Whether the browser should handle the click itself: a new tab, a new window, a download. */
export function isBrowsersClick(event: Pick<MouseEvent, 'button' | 'metaKey' | 'ctrlKey' | 'shiftKey'>): boolean {
  return event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey
}

/** A link to the same page with different parameters. Instant, and still a real link that can open in a new tab. */
export function UrlLink({
  to,
  how = 'push',
  onClick,
  children,
  ...rest
}: Omit<ComponentProps<'a'>, 'href'> & { to: URLSearchParams; how?: 'push' | 'replace' }) {
  const { pathname, go } = useUrl()
  return (
    <a
      href={href(pathname, to)}
      onClick={(event) => {
        onClick?.(event)
        if (event.defaultPrevented || isBrowsersClick(event)) return
        event.preventDefault()
        go(to, how)
      }}
      {...rest}
    >
      {children}
    </a>
  )
}
