'use client'

import { useTranslations } from 'next-intl'
import { useSyncExternalStore } from 'react'
import { themeIcons, themes, useThemeChoice } from './theme'
import { cn } from '@/components/ui/cn'

const noChange = () => () => {}

/** The theme setting on a page. The account menu has it too. */
export function ThemeSelect() {
  const t = useTranslations('common.theme')
  const { theme, setTheme } = useThemeChoice()
  // Only the browser knows the choice.
  const isAwake = useSyncExternalStore(
    noChange,
    () => true,
    () => false,
  )
  return (
    <fieldset className="flex flex-wrap gap-2">
      <legend className="sr-only">{t('label')}</legend>
      {themes.map((name) => {
        const Icon = themeIcons[name]
        const isChosen = isAwake && (theme ?? 'system') === name
        return (
          <label
            key={name}
            className={cn(
              'control flex cursor-pointer items-center gap-2 rounded-control border px-3 font-medium has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent',
              isChosen ? 'border-accent bg-accent-soft text-accent' : 'hover:bg-surface-sunken',
            )}
          >
            <input
              type="radio"
              name="theme"
              value={name}
              checked={isChosen}
              onChange={() => setTheme(name)}
              className="sr-only"
            />
            <Icon className="size-4" aria-hidden />
            {t(name)}
          </label>
        )
      })}
    </fieldset>
  )
}
