'use client'

import { useTranslations } from 'next-intl'
import { ownSubIdsResource, type SubIdAnswer } from '@/lib/api/v2/sub-ids.contract'
import type { First } from '@/components/api/use-answer'
import { RecordList, type ListAnswer } from '@/components/catalog/record-list'
import { PageFrame } from '@/components/shell/page-frame'
import { useViewer } from '@/components/shell/viewer'
import { Blank } from '@/components/ui/notice'
import { ownSubIdColumns } from './own-columns'
import { ownSubIdListing } from './own-listing'

const { list } = ownSubIdsResource.contracts

/** The viewer's publisher's named sub IDs. Admins and account managers name them. */
export function OwnSubIds({ first }: { first: First<ListAnswer<SubIdAnswer>> }) {
  const t = useTranslations('ownSubIds')
  const { organization, timezone } = useViewer()
  return (
    <PageFrame fill title={t('title')} sentence={t('sentence')}>
      <RecordList
        contract={list}
        params={{ organizationID: organization.id }}
        listing={ownSubIdListing}
        first={first}
        noun="subId"
        columns={() => ownSubIdColumns(t, timezone)}
        words={{ label: t('table.label'), search: t('table.search') }}
        empty={<Blank title={t('table.empty')}>{t('table.emptySentence')}</Blank>}
      />
    </PageFrame>
  )
}
