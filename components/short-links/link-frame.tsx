'use client'

import { Activity, Copy, Trash2 } from 'lucide-react'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useState, type ReactNode } from 'react'
import { listLinkRows, type LinkDetails } from '@/lib/api/app/links.contract'
import { deleteLink } from '@/lib/api/dub/links.contract'
import { call } from '@/components/api/call'
import type { First } from '@/components/api/use-answer'
import { canEditLinksOf } from '@/components/campaigns/acts'
import { RecordFrame } from '@/components/catalog/record-frame'
import { recordHref } from '@/components/catalog/record-list'
import { ProblemView } from '@/components/problems/problem-view'
import { PageFrame } from '@/components/shell/page-frame'
import { useViewer } from '@/components/shell/viewer'
import { Button } from '@/components/ui/button'
import { Confirm, type Confirmation } from '@/components/ui/confirm'
import { CopyButton } from '@/components/ui/copy-button'
import { PageLink } from '@/components/url/page-link'
import { href, keptParams, withFilter } from '@/components/url/url-state'
import { useUrl } from '@/components/url/use-url'
import { useLinkActs } from './acts'
import { linkPath } from './listing'
import { withoutScheme } from './short-link'
import { useLink } from './use-link'

function DeleteButton({ link }: { link: LinkDetails }) {
  const t = useTranslations('shortLinks.bulk')
  const { params } = useUrl()
  const router = useRouter()
  const client = useQueryClient()
  const [question, setQuestion] = useState<Confirmation | null>(null)
  return (
    <>
      <Button
        onClick={() =>
          setQuestion({
            title: t('deleteQuestion', { count: 1 }),
            sentence: t('deleteSentence', { count: 1 }),
            act: t('delete'),
            acting: t('deleting'),
            isDanger: true,
            async run() {
              await call(deleteLink, { params: { id: link.id } })
              await client.invalidateQueries({ queryKey: [listLinkRows.id] })
              router.push(recordHref(linkPath(), params))
            },
          })
        }
      >
        <Trash2 className="text-muted" aria-hidden />
        {t('delete')}
      </Button>
      <Confirm question={question} onClose={() => setQuestion(null)} />
    </>
  )
}

/** What all pages of a link have on top. */
export function ShortLinkFrame({
  id,
  first,
  children,
}: {
  id: string
  first: First<{ data: LinkDetails }>
  children: ReactNode
}) {
  const t = useTranslations('shortLinks')
  const tab = useTranslations('catalog.record')
  const viewer = useViewer()
  const { params } = useUrl()
  const { record, problem, retry, reload } = useLink(id, first)
  const acts = useLinkActs()
  if (!record)
    return <PageFrame title={t('titleOne')}>{problem && <ProblemView problem={problem} retry={retry} />}</PageFrame>
  const path = linkPath(record.id)
  const canEdit = canEditLinksOf(viewer, record.publisher)
  const facts = [
    ...(viewer.seesMany && record.publisher ? [record.publisher.name] : []),
    ...(record.offer ? [record.offer.name] : []),
    ...(record.campaign ? [record.campaign.name] : []),
  ]
  return (
    <RecordFrame
      record={{ id: record.id, name: withoutScheme(record.short_link), archived: record.archived }}
      back={{ path: linkPath(), name: t('title') }}
      facts={facts.join(' · ')}
      tabs={[
        { path, name: tab('overview') },
        { path: `${path}/details`, name: tab('details') },
        ...(viewer.permissions.includes('audit:read') ? [{ path: `${path}/history`, name: tab('history') }] : []),
      ]}
      actions={
        <>
          <Button asChild shape="icon">
            <PageLink
              aria-label={t('viewEvents')}
              title={t('viewEvents')}
              href={href('/events', withFilter(keptParams(params), 'link', { mode: 'include', values: [id] }))}
            >
              <Activity className="text-muted" aria-hidden />
            </PageLink>
          </Button>
          <CopyButton
            variant="secondary"
            icon={Copy}
            label={t('copy')}
            done={t('copied')}
            text={() => record.short_link}
          >
            {t('copy')}
          </CopyButton>
          {canEdit && <DeleteButton link={record} />}
        </>
      }
      acts={canEdit ? acts : undefined}
      onChanged={reload}
    >
      {children}
    </RecordFrame>
  )
}
