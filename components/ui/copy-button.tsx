'use client'

import { Check, Copy, type LucideIcon } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useState, type ReactNode } from 'react'
import { Button } from './button'

/** Copies `text()`, then says for two seconds that it's copied or that the browser refused. */
export function CopyButton({
  text,
  label,
  done,
  icon: Icon = Copy,
  children,
  variant = 'ghost',
  className,
  disabled = false,
}: {
  text: () => string
  /** For screen readers, and as the tooltip if there's only an icon: "Copy click ID". */
  label: string
  done?: string
  icon?: LucideIcon
  children?: ReactNode
  variant?: 'ghost' | 'secondary' | 'primary'
  className?: string
  disabled?: boolean
}) {
  const t = useTranslations('common')
  const [state, setState] = useState<'idle' | 'done' | 'refused'>('idle')
  useEffect(() => {
    if (state === 'idle') return
    const timer = setTimeout(() => setState('idle'), 2000)
    return () => clearTimeout(timer)
  }, [state])

  async function copy() {
    try {
      await navigator.clipboard.writeText(text())
      setState('done')
    } catch {
      // Without HTTPS or permission, there's no clipboard to write to.
      setState('refused')
    }
  }

  const said = state === 'done' ? (done ?? t('copied')) : state === 'refused' ? t('copyRefused') : null
  return (
    <Button
      variant={variant}
      shape={children ? 'text' : 'icon'}
      className={className}
      disabled={disabled}
      aria-label={children ? undefined : (said ?? label)}
      title={children ? undefined : label}
      onClick={() => void copy()}
    >
      {state === 'done' ? <Check aria-hidden className="text-positive" /> : <Icon aria-hidden />}
      {children && (said ?? children)}
      <output className="sr-only">{said}</output>
    </Button>
  )
}
