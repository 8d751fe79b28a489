'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { z } from 'zod'
import type { Contract } from '@/lib/api/contract'
import { leavePage } from '@/components/forms/use-unsaved'
import { ProblemView } from '@/components/problems/problem-view'
import { Sheet } from '@/components/ui/overlay'
import { Skeleton } from '@/components/ui/small'
import { UrlLink } from '@/components/url/url-link'
import { withParams } from '@/components/url/url-state'
import { useUrl } from '@/components/url/use-url'
import { useRecord } from './use-record'

// Records that are parts of another one have no pages of their own. They open in a sheet over their list: the URL's `row` names the part, or is `new`.

const NEW = 'new'

/** How to open, create, and close parts. */
export function usePart() {
  const { params, latest, go } = useUrl()
  return {
    create: () => go(withParams(params, { row: NEW })),
    // Back shouldn't lead into a form that was closed or sent.
    close: () => go(withParams(latest(), { row: null }), 'replace'),
  }
}

/** A list's link that opens the part in the sheet. */
export function PartLink({ id, children }: { id: string; children: ReactNode }) {
  const { params } = useUrl()
  return (
    <UrlLink to={withParams(params, { row: id })} className="block truncate font-medium">
      {children}
    </UrlLink>
  )
}

const lines = ['first', 'second', 'third', 'fourth', 'fifth'] as const

function Waiting() {
  const t = useTranslations('catalog.record')
  return (
    <div aria-busy className="space-y-4">
      <p className="sr-only">{t('loading')}</p>
      {lines.map((line) => (
        <div key={line} className="space-y-1.5">
          <Skeleton className="h-4 w-24" />
          <Skeleton className="control w-full" />
        </div>
      ))}
    </div>
  )
}

/** What a sheet draws for a part. */
export type PartView<R> = { record: R; reload: () => Promise<R>; close: () => void }

/** The part that the URL names, or the form for a new one. */
export function PartSheet<R extends { id: string }>({
  read,
  list,
  params: pathParams = {},
  itemParam,
  words,
  titleOf,
  renderSubtitle,
  renderActions,
  renderNew,
  children,
}: {
  read: Pick<Contract, 'id' | 'path'> & { response: z.ZodType<{ data: R }> }
  list: Pick<Contract, 'id'>
  /** The IDs in the contract's path before the part's own. */
  params?: Readonly<Record<string, string>>
  itemParam: string
  /** The title while it isn't known, and of the form for a new one. */
  words: { one: string; new: string }
  titleOf: (record: R) => ReactNode
  renderSubtitle?: (record: R) => ReactNode
  /** Controls beside the title. */
  renderActions?: (view: PartView<R>) => ReactNode
  /** The form for a new one. Without it, the viewer can't create any. */
  renderNew?: ((close: () => void) => ReactNode) | undefined
  children: (view: PartView<R>) => ReactNode
}) {
  const { params } = useUrl()
  const { close } = usePart()
  const id = params.get('row')
  const isNew = id === NEW && renderNew !== undefined
  const isOld = id !== null && id !== NEW
  const { record, problem, retry, reload } = useRecord({
    read,
    list,
    params: { ...pathParams, [itemParam]: id ?? '' },
    enabled: isOld,
  })
  // Another one's answer stays while this one's is on its way.
  const shown = isOld && record?.id === id ? record : undefined
  const view = shown && { record: shown, reload, close }
  return (
    <Sheet
      open={isNew || isOld}
      onOpenChange={(open) => !open && leavePage(close)}
      title={isNew ? words.new : shown ? titleOf(shown) : words.one}
      subtitle={shown && renderSubtitle?.(shown)}
      actions={view && renderActions?.(view)}
    >
      {isNew ? (
        renderNew(close)
      ) : view ? (
        children(view)
      ) : problem && isOld ? (
        <ProblemView problem={problem} retry={retry} />
      ) : (
        isOld && <Waiting />
      )}
    </Sheet>
  )
}
