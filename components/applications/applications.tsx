'use client'

import { useTranslations } from 'next-intl'
import { applicationsResource, type ApprovalAnswer } from '@/lib/api/v2/approvals.contract'
import type { First } from '@/components/api/use-answer'
import { RecordList, type ListAnswer } from '@/components/catalog/record-list'
import { RecordSheet } from '@/components/catalog/record-sheet'
import { RecordTabs } from '@/components/catalog/record-tabs'
import { PageFrame } from '@/components/shell/page-frame'
import { useViewer } from '@/components/shell/viewer'
import { Choice } from '@/components/tables/choice'
import { Blank } from '@/components/ui/notice'
import { withParams } from '@/components/url/url-state'
import { useUrl } from '@/components/url/use-url'
import { ApplicationFacts } from './application-facts'
import { decidedColumns, waitingColumns } from './columns'
import { DecisionButtons } from './decide'
import { applicationsPath, decidedListing, waitingListing } from './listing'
import { statusBadge } from './status-badge'
import { useWaiting } from './use-waiting'

const { list, read } = applicationsResource.contracts

function Decisions() {
  const t = useTranslations('applications')
  return (
    <Choice
      parameter="decision"
      label={t('table.status')}
      choices={[
        { value: '', name: t('table.allDecisions') },
        { value: 'Approved', name: t('statuses.Approved') },
        { value: 'Rejected', name: t('statuses.Rejected') },
      ]}
    />
  )
}

/** Publishers' applications to offers: those that wait for a decision, or those that were decided. */
export function Applications({ tab, first }: { tab: 'waiting' | 'decided'; first: First<ListAnswer<ApprovalAnswer>> }) {
  const t = useTranslations('applications')
  const { params, latest, go } = useUrl()
  const { timezone } = useViewer()
  const waiting = useWaiting()
  const isWaiting = tab === 'waiting'
  const close = () => go(withParams(latest(), { item: null }), 'replace')
  return (
    <PageFrame fill title={t('title')} sentence={t('sentence')}>
      <RecordTabs
        tabs={[
          { path: applicationsPath, name: t('tabs.waiting'), ...(waiting === undefined ? {} : { count: waiting }) },
          { path: `${applicationsPath}/decided`, name: t('tabs.decided') },
        ]}
      />
      <RecordList
        contract={list}
        listing={isWaiting ? waitingListing : decidedListing}
        first={first}
        columns={() => (isWaiting ? waitingColumns : decidedColumns)({ params, timezone, t })}
        nameOf={({ publisher, offer }) => t('name', { publisher: publisher.name, offer: offer.name })}
        words={{ label: t(`tabs.${tab}`) }}
        noun="application"
        filters={isWaiting ? null : <Decisions />}
        renderActs={
          isWaiting ? (rows, onDone) => <DecisionButtons rows={rows} onDone={() => onDone(true)} /> : undefined
        }
        empty={<Blank title={t(`empty.${tab}`)}>{t(`empty.${tab}Sentence`)}</Blank>}
      />
      <RecordSheet
        read={read}
        list={list}
        entity="offerApproval"
        paramsOf={(approvalID) => ({ approvalID })}
        title={t('one')}
        nameOf={({ publisher }) => publisher.name}
        badge={statusBadge}
        acts={undefined}
      >
        {(record) => (
          <>
            <ApplicationFacts approval={record} />
            <div className="flex flex-wrap gap-2 border-t pt-4">
              <DecisionButtons rows={[record]} onDone={close} />
            </div>
          </>
        )}
      </RecordSheet>
    </PageFrame>
  )
}
