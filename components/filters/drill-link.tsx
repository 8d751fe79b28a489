'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { cn } from '@/components/ui/cn'
import { UrlLink } from '@/components/url/url-link'
import { excludeValue, toggleFilter, unknownValue, type Dimension } from '@/components/url/url-state'
import { useUrl } from '@/components/url/use-url'
import { useRemember } from './labels'

/** A value that filters when clicked. Alt-click excludes it instead. */
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
  const t = useTranslations('filters')
  const { params, go } = useUrl()
  const remember = useRemember()
  const asked = value || unknownValue
  return (
    <UrlLink
      to={toggleFilter(params, dimension, asked)}
      title={t('drill', { value: label })}
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
