'use client'

import { Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { campaignChannels, campaignKinds, campaignsResource, type CampaignAnswer } from '@/lib/api/campaigns.contract'
import type { First } from '@/components/api/use-answer'
import { ReferenceChoice } from '@/components/catalog/reference-choice'
import { RecordList, recordHref, type ListAnswer } from '@/components/catalog/record-list'
import { publishers } from '@/components/catalog/sources'
import { StateChoice } from '@/components/catalog/state-choice'
import { PageFrame } from '@/components/shell/page-frame'
import { useViewer } from '@/components/shell/viewer'
import { Choice } from '@/components/tables/choice'
import { Button } from '@/components/ui/button'
import { Blank } from '@/components/ui/notice'
import { PageLink } from '@/components/url/page-link'
import { useUrl } from '@/components/url/use-url'
import { canEditSomeLinks, useCampaignActs } from './acts'
import { campaignColumns } from './columns'
import { campaignListing, campaignPath } from './listing'
import { channelName, kindName } from './words'

const { list } = campaignsResource.contracts

/** Publishers' broadcasts, flows, and promotions. */
export function Campaigns({ first }: { first: First<ListAnswer<CampaignAnswer>> }) {
  const t = useTranslations('campaigns')
  const states = useTranslations('catalog.states')
  const { params } = useUrl()
  const viewer = useViewer()
  const { timezone, seesMany } = viewer
  const acts = useCampaignActs()
  const create = canEditSomeLinks(viewer) && (
    <Button variant="primary" asChild>
      <PageLink href={recordHref(campaignPath('new'), params)}>
        <Plus aria-hidden />
        {t('new')}
      </PageLink>
    </Button>
  )
  return (
    <PageFrame fill title={t('title')} sentence={t('sentence')} actions={create}>
      <RecordList
        contract={list}
        listing={campaignListing}
        first={first}
        columns={() => campaignColumns({ params, timezone, seesMany, t, states })}
        pathOf={({ id }) => campaignPath(id)}
        noun="campaign"
        words={{ label: t('title'), search: t('table.search') }}
        filters={
          <>
            <StateChoice states={['archived']} />
            <Choice
              parameter="campaign_kind"
              label={t('table.kind')}
              choices={[
                { value: '', name: t('table.anyKind') },
                ...campaignKinds.map((value) => ({ value, name: kindName(value, t) })),
              ]}
            />
            <Choice
              parameter="campaign_channel"
              label={t('table.channel')}
              choices={[
                { value: '', name: t('table.anyChannel') },
                ...campaignChannels.map((value) => ({ value, name: channelName(value, t) })),
              ]}
            />
            {seesMany && (
              <ReferenceChoice
                parameter="publisher_id"
                label={t('table.publisher')}
                search={t('fields.searchPublishers')}
                source={publishers}
              />
            )}
          </>
        }
        acts={acts}
        empty={
          <Blank title={t('table.empty')} actions={create}>
            {t('table.emptySentence')}
          </Blank>
        }
      />
    </PageFrame>
  )
}
