'use client'

import type { ReactNode } from 'react'
import { cn } from '../ui/cn'
import { UrlLink } from '../url-link'
import { dimensionNames, excludeValue, toggleFilter, unknownValue, type Dimension } from '../url-state'
import { useUrl } from '../use-url'
import { useRemember } from './labels'

/** A value that filters when it is pressed; with Alt it is left out instead. */
export function DrillLink({
  dimension,
  value,
  label,
  className,
  children,
}: {
  dimension: Dimension
  value: string
  label: string
  className?: string
  children?: ReactNode
}) {
  const { params, go } = useUrl()
  const remember = useRemember()
  const asked = value || unknownValue
  return (
    <UrlLink
      to={toggleFilter(params, dimension, asked)}
      title={`${dimensionNames[dimension]}: only ${label}. Alt-click leaves it out.`}
      className={cn('decoration-border-control underline-offset-4 hover:underline', className)}
      onClick={(event) => {
        remember(dimension, asked, label)
        if (!event.altKey) return
        event.preventDefault()
        go(excludeValue(params, dimension, asked))
      }}
      suppressHydrationWarning
    >
      {children ?? label}
    </UrlLink>
  )
}
