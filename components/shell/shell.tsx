'use client'

import { Menu, PanelLeftClose, PanelLeftOpen, Search } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { usePathname } from 'next/navigation'
import { Suspense, useState, type ReactNode } from 'react'
import type { Entity } from '@/lib/reports/entity'
import { RangePicker } from '@/components/range/range-picker'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { Drawer } from '@/components/ui/overlay'
import { Kbd } from '@/components/ui/small'
import { Tip } from '@/components/ui/tip'
import { useViewer } from './viewer'
import { Mark } from './mark'
import { Navigation, type Waits } from './navigation'
import { rangedAt } from './pages'
import { Palette } from './palette'
import { PublisherSwitcher } from './publisher-switcher'
import { SEARCH_KEYS } from './search-key'
import { useNarrow } from './use-narrow'
import { UserMenu } from './user-menu'

function Brand({ narrow = false }: { narrow?: boolean }) {
  return (
    <div className="flex h-14 items-center gap-2 px-5 text-lg font-semibold tracking-tight">
      <Mark className="size-5 shrink-0 text-accent" />
      <span className={narrow ? 'sr-only' : ''}>Tributary</span>
    </div>
  )
}

function Side({ initiallyNarrow, waiting }: { initiallyNarrow: boolean; waiting: Waits }) {
  const t = useTranslations('shell.navigation')
  const [narrow, toggle] = useNarrow(initiallyNarrow)
  const Icon = narrow ? PanelLeftOpen : PanelLeftClose
  const label = t(narrow ? 'expand' : 'collapse')
  return (
    <nav
      aria-label={t('label')}
      className={cn(
        'sticky top-0 hidden h-dvh shrink-0 flex-col border-r bg-surface-raised lg:flex',
        narrow ? 'w-[3.9375rem]' : 'w-56',
      )}
    >
      <Brand narrow={narrow} />
      <div className="flex-1 overflow-x-hidden overflow-y-auto py-2">
        <Navigation narrow={narrow} waiting={waiting} />
      </div>
      <div className="border-t p-3">
        <Tip text={label} side="right">
          <Button
            variant="ghost"
            shape="icon"
            aria-label={label}
            aria-expanded={!narrow}
            onClick={toggle}
            className="text-muted aria-expanded:bg-transparent"
          >
            <Icon aria-hidden />
          </Button>
        </Tip>
      </div>
    </nav>
  )
}

function Phone({ waiting, onSearch }: { waiting: Waits; onSearch: () => void }) {
  const t = useTranslations('shell')
  const [open, setOpen] = useState(false)
  return (
    <div className="lg:hidden">
      <Button
        variant="ghost"
        shape="icon"
        aria-label={t('navigation.open')}
        aria-expanded={open}
        onClick={() => setOpen(true)}
        className="-ml-2"
      >
        <Menu aria-hidden />
      </Button>
      <Drawer title={t('navigation.title')} open={open} onOpenChange={setOpen}>
        <Brand />
        <nav aria-label={t('navigation.label')} className="py-2">
          <Navigation waiting={waiting} onFollow={() => setOpen(false)} />
        </nav>
        <div className="mt-auto border-t p-3 sm:hidden">
          <Button
            variant="ghost"
            className="w-full justify-start px-2.5 text-muted"
            onClick={() => {
              setOpen(false)
              onSearch()
            }}
          >
            <Search aria-hidden />
            {t('search.open')}
          </Button>
        </div>
      </Drawer>
    </div>
  )
}

/** Whose numbers the page shows: a switcher for people who see several publishers, a name for everyone else. */
function Who({ publishers }: { publishers: Entity[] }) {
  const { publisher, seesMany, organization } = useViewer()
  if (seesMany) return <PublisherSwitcher first={publishers} />
  return <p className="truncate px-1 font-medium">{publisher?.name ?? organization.name}</p>
}

/** The range picker, on pages that have a date range. */
function When() {
  const ranged = rangedAt(usePathname())
  return ranged ? <RangePicker comparing={ranged === 'compared'} /> : null
}

/** The frame around every page for signed-in users. `publishers` are the first ones the switcher offers. */
export function Shell({
  publishers,
  narrow,
  waiting,
  children,
}: {
  publishers: Entity[]
  narrow: boolean
  waiting: Waits
  children: ReactNode
}) {
  const t = useTranslations('shell')
  const [palette, setPalette] = useState(false)
  return (
    <div className="flex min-h-dvh">
      <a
        href="#main"
        className="fixed top-2 left-2 z-50 -translate-y-16 rounded-control bg-accent px-4 py-2 font-medium text-on-accent focus:translate-y-0"
      >
        {t('navigation.skip')}
      </a>
      <Suspense fallback={<div className="hidden w-56 shrink-0 border-r lg:block" />}>
        <Side initiallyNarrow={narrow} waiting={waiting} />
      </Suspense>
      <div className="flex min-w-0 flex-1 flex-col">
        <header className="sticky top-0 z-30 shrink-0 border-b bg-surface-raised">
          <div className="gutter mx-auto flex h-14 w-full max-w-[1440px] items-center gap-2">
            <Suspense>
              <Phone waiting={waiting} onSearch={() => setPalette(true)} />
              <div className="min-w-0 flex-1">
                <Who publishers={publishers} />
              </div>
              <When />
              <Button
                className="max-md:aspect-square max-md:px-0 max-sm:hidden md:text-muted"
                aria-label={t('search.open')}
                aria-keyshortcuts={SEARCH_KEYS}
                onClick={() => setPalette(true)}
              >
                <Search aria-hidden />
                <span className="hidden font-normal md:inline">{t('search.open')}</span>
                <span className="hidden md:inline">
                  <Kbd>⌘K</Kbd>
                </span>
              </Button>
              <UserMenu />
              <Palette open={palette} onOpenChange={setPalette} publishers={publishers} />
            </Suspense>
          </div>
        </header>
        <main id="main" tabIndex={-1} className="flex min-w-0 flex-1 flex-col">
          {children}
        </main>
      </div>
    </div>
  )
}
