'use client'

import { ArrowLeft, Copy, Ellipsis } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { DropdownMenu } from 'radix-ui'
import { useState, type ReactNode } from 'react'
import type { RecordDimension } from '@/lib/reports/record-dimensions'
import { PageFrame } from '@/components/shell/page-frame'
import { Button } from '@/components/ui/button'
import { Confirm, type Confirmation } from '@/components/ui/confirm'
import { CopyButton } from '@/components/ui/copy-button'
import { Notice } from '@/components/ui/notice'
import { MenuItem, MenuPanel } from '@/components/ui/overlay'
import { PageLink } from '@/components/url/page-link'
import { useUrl } from '@/components/url/use-url'
import { actsFor, type ActedOn, type RecordActs } from './acts'
import { actIcons } from './bulk-acts'
import { recordHref } from './record-list'
import { RecordTabs, type RecordTab } from './record-tabs'
import { StateBadge } from './state-badge'

const code = (chunks: ReactNode) => <span className="font-mono text-sm">{chunks}</span>

type Props = {
  record: ActedOn & { incremental_id?: number }
  /** The list it's from. */
  back: { path: string; name: string }
  /** The dimension of clicks that the record is. The list doesn't stay filtered by it. */
  dimension?: RecordDimension
  /** More about it in a few words, after its state. */
  facts?: ReactNode
  tabs: readonly RecordTab[]
  /** Undefined if the viewer can't change it. */
  acts?: RecordActs | undefined
  onChanged: () => Promise<unknown>
  /** Where to create a copy of it. */
  duplicate?: string | undefined
  /** More buttons, before the menu of actions. */
  actions?: ReactNode
  children: ReactNode
}

/** What can be done to the record as a whole, in a menu. */
function ActMenu({
  acts,
  record,
  duplicate,
  onChanged,
}: Pick<Props, 'record' | 'duplicate' | 'onChanged'> & { acts: RecordActs }) {
  const router = useRouter()
  const t = useTranslations('catalog.acts')
  const totals = useTranslations('tables.paging.total')
  const [question, setQuestion] = useState<Confirmation | null>(null)
  return (
    <>
      <DropdownMenu.Root modal={false}>
        <DropdownMenu.Trigger asChild>
          <Button shape="icon" aria-label={t('more')}>
            <Ellipsis aria-hidden />
          </Button>
        </DropdownMenu.Trigger>
        <MenuPanel align="end">
          {duplicate !== undefined && (
            <MenuItem onSelect={() => router.push(duplicate)}>
              <Copy aria-hidden />
              {t('duplicate')}
            </MenuItem>
          )}
          {actsFor(acts, [record], t, totals).map((act) => {
            const Icon = actIcons[act.key]
            return (
              <MenuItem key={act.key} onSelect={() => setQuestion(act.question)}>
                <Icon aria-hidden />
                {act.name}
              </MenuItem>
            )
          })}
        </MenuPanel>
      </DropdownMenu.Root>
      <Confirm
        question={
          question && {
            ...question,
            run: async () => {
              await question.run()
              await onChanged()
            },
          }
        }
        onClose={() => setQuestion(null)}
      />
    </>
  )
}

/** A record's pages: its name, state, and number on top, what can be done to it, and links to its pages. */
export function RecordFrame({
  record,
  back,
  dimension,
  facts,
  tabs,
  acts,
  onChanged,
  duplicate,
  actions,
  children,
}: Props) {
  const t = useTranslations('catalog.record')
  const { params } = useUrl()
  const { incremental_id: number } = record
  return (
    <PageFrame
      title={record.name}
      sentence={
        <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <PageLink
            href={recordHref(back.path, params, dimension)}
            className="hit-area inline-flex items-center gap-1 text-accent hover:underline"
          >
            <ArrowLeft className="size-4" aria-hidden />
            {back.name}
          </PageLink>
          <StateBadge of={record} />
          {number !== undefined && (
            <span className="inline-flex items-center">
              <span>{t.rich('id', { id: String(number), code })}</span>
              <CopyButton label={t('copyId')} text={() => String(number)} className="-my-2 text-muted" />
            </span>
          )}
          {facts}
        </span>
      }
      actions={
        <>
          {actions}
          {acts && <ActMenu acts={acts} record={record} duplicate={duplicate} onChanged={onChanged} />}
        </>
      }
    >
      <RecordTabs tabs={tabs} />
      {record.archived && <Notice kind="warning">{t('archived')}</Notice>}
      {!acts && <Notice kind="info">{t('viewOnly')}</Notice>}
      {children}
    </PageFrame>
  )
}
