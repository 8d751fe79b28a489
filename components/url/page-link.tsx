'use client'

import Link from 'next/link'
import { useState, type ComponentProps, type ReactNode } from 'react'

/**
 * A link to another page. Prefetches only on hover or focus: these links carry the range and filters, so Next's default would prefetch
 * all of them again on every filter change (five requests per filter, measured).
 */
export function PageLink({ onPointerEnter, onFocus, ...rest }: Omit<ComponentProps<typeof Link>, 'prefetch'>) {
  const [near, setNear] = useState(false)
  return (
    <Link
      {...rest}
      prefetch={near ? null : false}
      onPointerEnter={(event) => {
        setNear(true)
        onPointerEnter?.(event)
      }}
      onFocus={(event) => {
        setNear(true)
        onFocus?.(event)
      }}
    />
  )
}

/** A link within a sentence, for `t.rich`. */
export function linkTo(path: string) {
  return (text: ReactNode) => (
    <PageLink href={path} className="text-accent underline underline-offset-2">
      {text}
    </PageLink>
  )
}
