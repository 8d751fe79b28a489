'use client'

import Link from 'next/link'
import { useState, type ComponentProps } from 'react'

/**
 * A link to another page. Loads ahead only once somebody is about to follow it: these links carry the range and filters along, so
 * that by Next's default every change of a filter would load all of them anew (five requests a filter, measured).
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
