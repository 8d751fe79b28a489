'use client'

import Link from 'next/link'
import { useState, type ComponentProps } from 'react'

/**
 * A link to another page. Prefetches only on hover or focus: these links carry the range and filters, so by Next's default every
 * filter change would prefetch all of them again (five requests per filter, measured).
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
