'use client'

import { Command } from 'cmdk'
import { CalendarDays, Users } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { Dialog } from 'radix-ui'
import { useEffect, useState } from 'react'
import type { Entity } from '@/lib/reports/entity'
import { fits } from '@/components/ui/fitting'
import { backdrop, menuLine, searchLine, withoutDescription } from '@/components/ui/overlay'
import { cn } from '@/components/ui/cn'
import { useFocusReturn } from '@/components/ui/use-focus-return'
import { useListValue } from '@/components/ui/use-list-value'
import { href, presetNames, presets, keptParams, withQuestion, withRange } from '@/components/url/url-state'
import { leavePage } from '@/components/forms/use-unsaved'
import { useUrl } from '@/components/url/use-url'
import { useViewer } from './viewer'
import { pagesFor } from './pages'
import { isSearchKey, isSearchWaiting, takeEarlySearch } from './search-key'
import { usePublishers } from './use-publishers'

const heading =
  '[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-muted'

/** ⌘K or Ctrl+K: pages, date ranges, and publishers from the keyboard. */
export function Palette({
  open,
  onOpenChange,
  publishers: first,
}: {
  open: boolean
  onOpenChange: (open: boolean) => void
  publishers: Entity[]
}) {
  const t = useTranslations('shell')
  const { params, go } = useUrl()
  const viewer = useViewer()
  const { seesMany } = viewer
  const router = useRouter()
  const focusReturn = useFocusReturn()
  const [typed, setTyped] = useState('')
  const { publishers } = usePublishers(typed, first.slice(0, 5), open && seesMany)

  useEffect(() => {
    if (isSearchWaiting()) onOpenChange(true)
    else takeEarlySearch()
  }, [onOpenChange])

  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (isSearchKey(event)) {
        event.preventDefault()
        onOpenChange(!open)
        if (open) setTyped('')
      }
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [open, onOpenChange])

  function change(next: boolean) {
    onOpenChange(next)
    if (!next) setTyped('')
  }
  function act(then: () => void) {
    change(false)
    leavePage(then)
  }

  const offered = pagesFor(viewer)
    .flatMap((group) => group.pages)
    .filter((page) => fits(typed, t(`pages.${page.key}.name`), t(`pages.${page.key}.keywords`)))
  const ranges = presets.filter((preset) => fits(typed, presetNames[preset], t('search.rangeKeywords')))
  const line = useListValue([
    ...offered.map(({ path }) => path),
    ...(seesMany ? publishers.slice(0, 8).map(({ id }) => `publisher-${id}`) : []),
    ...ranges.map((preset) => `range-${preset}`),
  ])
  return (
    <Dialog.Root open={open} onOpenChange={change}>
      <Dialog.Portal>
        <Dialog.Overlay className={backdrop} />
        <Dialog.Content
          {...focusReturn}
          {...withoutDescription}
          className="fixed top-[12dvh] left-1/2 z-50 w-[min(36rem,calc(100vw-2rem))] -translate-x-1/2 animate-fade overflow-hidden rounded-card border bg-surface-raised shadow-overlay"
        >
          <Dialog.Title className="sr-only">{t(seesMany ? 'search.titleWithPublishers' : 'search.title')}</Dialog.Title>
          <Command shouldFilter={false} label={t('search.open')} loop {...line}>
            <Command.Input
              value={typed}
              onValueChange={setTyped}
              onFocus={() => {
                const early = takeEarlySearch()
                if (early) setTyped(early)
              }}
              placeholder={t(seesMany ? 'search.placeholderWithPublishers' : 'search.placeholder')}
              className={cn(searchLine, 'h-12 px-4 md:text-lg')}
            />
            <Command.List className="scrollbar-thin max-h-[min(24rem,60dvh)] overflow-y-auto p-1.5">
              <Command.Empty className="px-3 py-8 text-center text-muted">
                {t('search.nothing', { query: typed.trim() })}
              </Command.Empty>
              {offered.length > 0 && (
                <Command.Group heading={t('search.pages')} className={heading}>
                  {offered.map(({ path, key, icon: Icon }) => (
                    <Command.Item
                      key={path}
                      value={path}
                      onSelect={() => act(() => router.push(href(path, keptParams(params))))}
                      className={menuLine}
                    >
                      <Icon aria-hidden />
                      {t(`pages.${key}.name`)}
                    </Command.Item>
                  ))}
                </Command.Group>
              )}
              {seesMany && publishers.length > 0 && (
                <Command.Group heading={t('search.publishers')} className={heading}>
                  {publishers.slice(0, 8).map((publisher) => (
                    <Command.Item
                      key={publisher.id}
                      value={`publisher-${publisher.id}`}
                      onSelect={() => act(() => go(withQuestion(params, { publisher: String(publisher.id) })))}
                      className={menuLine}
                    >
                      <Users aria-hidden />
                      <span className="truncate">{publisher.name}</span>
                    </Command.Item>
                  ))}
                </Command.Group>
              )}
              {ranges.length > 0 && (
                <Command.Group heading={t('search.ranges')} className={heading}>
                  {ranges.map((preset) => (
                    <Command.Item
                      key={preset}
                      value={`range-${preset}`}
                      onSelect={() => act(() => go(withRange(params, { preset })))}
                      className={menuLine}
                    >
                      <CalendarDays aria-hidden />
                      {presetNames[preset]}
                    </Command.Item>
                  ))}
                </Command.Group>
              )}
            </Command.List>
          </Command>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
