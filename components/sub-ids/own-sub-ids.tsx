'use client'

import { useTranslations } from 'next-intl'
import { ownSubIdsResource, type SubIdAnswer } from '@/lib/api/v2/sub-ids.contract'
import { useAnswer, type First } from '@/components/api/use-answer'
import { listQuestion } from '@/components/catalog/list'
import { RecordList, type ListAnswer } from '@/components/catalog/record-list'
import { RecordSheet } from '@/components/catalog/record-sheet'
import { Fact } from '@/components/clicks/facts'
import { PageFrame } from '@/components/shell/page-frame'
import { useViewer } from '@/components/shell/viewer'
import { dateOnly } from '@/components/ui/format'
import { useClickColumn } from '@/components/publisher-sub-ids/use-click-column'
import { Blank } from '@/components/ui/notice'
import { useUrl } from '@/components/url/use-url'
import { OutsideLink, ownSubIdColumns } from './own-columns'
import { ownSubIdListing } from './own-listing'

const { list, read } = ownSubIdsResource.contracts

/** The viewer's publisher's named sub IDs. Admins and account managers name them. */
export function OwnSubIds({ first }: { first: First<ListAnswer<SubIdAnswer>> }) {
  const t = useTranslations('ownSubIds')
  const { organization, timezone } = useViewer()
  const { params } = useUrl()
  // The same answer as the list's.
  const { data } = useAnswer({
    contract: list,
    params: { organizationID: organization.id },
    question: listQuestion(ownSubIdListing, params),
    first,
  })
  const clicks = useClickColumn(data?.data ?? [])
  return (
    <PageFrame fill title={t('title')} sentence={t('sentence')}>
      <RecordList
        contract={list}
        params={{ organizationID: organization.id }}
        listing={ownSubIdListing}
        first={first}
        noun="subId"
        columns={() => ownSubIdColumns(t, timezone, clicks)}
        words={{ label: t('table.label'), search: t('table.search') }}
        empty={<Blank title={t('table.empty')}>{t('table.emptySentence')}</Blank>}
      />
      <RecordSheet
        read={read}
        list={list}
        entity="publisherSubId"
        paramsOf={(publisherSubID) => ({ organizationID: organization.id, publisherSubID })}
        title={t('titleOne')}
        nameOf={({ name }) => name}
        acts={undefined}
      >
        {(subId) => (
          <dl className="grid grid-cols-[8.5rem_1fr] items-baseline gap-x-4 gap-y-1.5 max-sm:grid-cols-[6.5rem_1fr]">
            <Fact name={t('table.subId')} copy={subId.external_id} isCode>
              {subId.external_id}
            </Fact>
            <Fact name={t('table.description')}>
              {subId.description && <span className="whitespace-pre-line">{subId.description}</span>}
            </Fact>
            <Fact name={t('table.link')}>{subId.external_link && <OutsideLink to={subId.external_link} />}</Fact>
            <Fact name={t('table.createdAt')}>{dateOnly(subId.created_at, timezone)}</Fact>
            <Fact name={t('table.updatedAt')}>{dateOnly(subId.updated_at, timezone)}</Fact>
          </dl>
        )}
      </RecordSheet>
    </PageFrame>
  )
}
