'use client'

import { Command } from 'cmdk'
import { Check, ChevronsUpDown, Eye, Users, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Popover } from 'radix-ui'
import { useRef, useState, type ReactNode } from 'react'
import type { Entity } from '@/lib/reports/entity'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { menuLine, PopoverPanel, searchLine } from '@/components/ui/overlay'
import { Tip } from '@/components/ui/tip'
import { useListValue } from '@/components/ui/use-list-value'
import { withQuestion } from '@/components/url/url-state'
import { useUrl } from '@/components/url/use-url'
import { useViewer } from './viewer'
import { usePublisher, usePublishers } from './use-publishers'

/** Keeps anyone from mistaking one publisher's numbers for everyone's. */
const chosen =
  'border-accent bg-accent-soft text-accent hover:bg-accent-soft hover:text-accent-hover aria-expanded:bg-accent-soft'

const muted = (chunks: ReactNode) => <span className="font-normal max-lg:sr-only">{chunks}</span>

/** Switches between one publisher and all of them. Keeps the page, range, and filters. Opens on the current one. */
export function PublisherSwitcher({ first }: { first: Entity[] }) {
  const t = useTranslations('shell.switcher')
  const { params, go } = useUrl()
  const { seesAll } = useViewer()
  const [open, setOpen] = useState(false)
  const [typed, setTyped] = useState('')
  const id = params.get('publisher')
  const current = usePublisher(id, first)
  const { publishers, pending, failed } = usePublishers(typed, first, open)

  const line = useListValue(
    [...(typed.trim() === '' ? ['all'] : []), ...publishers.map((publisher) => String(publisher.id))],
    id ?? 'all',
  )

  const button = useRef<HTMLButtonElement>(null)
  const all = t(seesAll ? 'all' : 'allYours')
  const isOne = current !== null
  const back = t(seesAll ? 'backToAll' : 'backToAllYours')

  function choose(next: string | null) {
    setOpen(false)
    setTyped('')
    if (next !== id) go(withQuestion(params, { publisher: next }))
  }

  function leave() {
    // The × goes away, so focus moves to the button beside it.
    button.current?.focus()
    choose(null)
  }
  return (
    <div className="flex max-w-full sm:w-max">
      <Popover.Root open={open} onOpenChange={setOpen}>
        <Popover.Trigger asChild>
          <Button
            className={cn(
              'min-w-0 flex-1 justify-between sm:w-56',
              isOne && `${chosen} rounded-r-none border-r-0 sm:w-72`,
            )}
            aria-label={isOne ? t('label', { name: current.name }) : t(seesAll ? 'labelAll' : 'labelAllYours')}
            ref={button}
          >
            {isOne ? (
              <Eye className="max-sm:hidden" aria-hidden />
            ) : (
              <Users className="text-muted max-sm:hidden" aria-hidden />
            )}
            <span className="min-w-0 flex-1 truncate text-left">
              {isOne ? t.rich('viewingAs', { name: current.name, muted }) : all}
            </span>
            <ChevronsUpDown className={isOne ? 'max-sm:hidden' : 'text-muted'} aria-hidden />
          </Button>
        </Popover.Trigger>
        <PopoverPanel align="start" className="w-72 overflow-hidden p-0" aria-label={t('title')}>
          <Command shouldFilter={false} label={t('list')} {...line}>
            <Command.Input value={typed} onValueChange={setTyped} placeholder={t('search')} className={searchLine} />
            <Command.List className="scrollbar-thin max-h-80 overflow-y-auto p-1">
              {typed.trim() === '' && (
                <Command.Item value="all" onSelect={() => choose(null)} className={menuLine}>
                  <Check className={cn(id !== null && 'invisible')} aria-hidden />
                  {all}
                </Command.Item>
              )}
              {publishers.map((publisher) => (
                <Command.Item
                  key={publisher.id}
                  value={String(publisher.id)}
                  onSelect={() => choose(String(publisher.id))}
                  className={menuLine}
                >
                  <Check className={cn(String(publisher.id) !== id && 'invisible')} aria-hidden />
                  <span className="min-w-0 flex-1 truncate">{publisher.name}</span>
                  <span className="text-xs text-muted tabular-nums">{publisher.id}</span>
                </Command.Item>
              ))}
              {typed.trim() !== '' && publishers.length === 0 && (
                <p className="px-3 py-6 text-center text-muted">
                  {pending ? t('searching') : failed ? t('failed') : t('nothing', { query: typed.trim() })}
                </p>
              )}
            </Command.List>
          </Command>
        </PopoverPanel>
      </Popover.Root>
      {isOne && (
        <Tip text={back} side="bottom">
          <Button shape="icon" className={`${chosen} rounded-l-none`} aria-label={back} onClick={leave}>
            <X aria-hidden />
          </Button>
        </Tip>
      )}
    </div>
  )
}
