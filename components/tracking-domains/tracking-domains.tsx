'use client'

import { useTranslations } from 'next-intl'
import { trackingDomainsResource, type TrackingDomainAnswer } from '@/lib/api/v2/tracking-domains.contract'
import { call } from '@/components/api/call'
import type { First } from '@/components/api/use-answer'
import type { RecordActs } from '@/components/catalog/acts'
import { RecordList, type ListAnswer } from '@/components/catalog/record-list'
import { NewItem, NewItemButton, RecordSheet } from '@/components/catalog/record-sheet'
import { StateChoice } from '@/components/catalog/state-choice'
import { OffersUsing } from '@/components/offers/offers-using'
import { PageFrame } from '@/components/shell/page-frame'
import { useViewer } from '@/components/shell/viewer'
import { Blank } from '@/components/ui/notice'
import { withParams } from '@/components/url/url-state'
import { useUrl } from '@/components/url/use-url'
import { domainColumns } from './columns'
import { DefaultDomain } from './default-domain'
import { Dns } from './dns'
import { DomainEditor, NewDomain } from './domain-forms'
import { domainListing } from './listing'

const { list, read, bulkStatus, bulkArchive } = trackingDomainsResource.contracts

const hostOf = ({ host }: TrackingDomainAnswer) => host

/** The hosts of links. Only admins can change them. */
export function TrackingDomains({
  mainHost,
  first,
}: {
  /** The installation's own host, which tracking domains point to. */
  mainHost: string
  first: First<ListAnswer<TrackingDomainAnswer>>
}) {
  const t = useTranslations('trackingDomains')
  const states = useTranslations('catalog.states')
  const { timezone, role } = useViewer()
  const { params, go } = useUrl()
  const isAdmin = role === 'admin'
  const acts: RecordActs | undefined = isAdmin
    ? {
        noun: 'trackingDomain',
        setActive: (data, active) => call(bulkStatus, { body: { active, data } }),
        archive: (data) => call(bulkArchive, { body: { data } }),
        restore: (data) => call(bulkStatus, { body: { archived: false, data } }),
        will: (act, count) => t(`acts.${act}`, { count }),
      }
    : undefined
  const create = isAdmin && <NewItemButton>{t('new')}</NewItemButton>
  return (
    <PageFrame fill title={t('title')} sentence={t('sentence')} actions={create}>
      <RecordList
        contract={list}
        listing={domainListing}
        first={first}
        columns={() => domainColumns(t, states, timezone)}
        nameOf={hostOf}
        noun="trackingDomain"
        words={{ label: t('title'), search: t('table.search') }}
        filters={<StateChoice states={['active', 'inactive', 'archived']} />}
        acts={acts}
        empty={<Blank title={t('table.empty')}>{isAdmin ? t('table.emptySentence') : t('table.emptyViewer')}</Blank>}
      />
      <RecordSheet
        read={read}
        list={list}
        entity="trackingDomain"
        paramsOf={(trackingDomainID) => ({ trackingDomainID })}
        title={t('titleOne')}
        nameOf={hostOf}
        acts={acts}
      >
        {(domain, reload) => (
          <>
            <DomainEditor key={domain.id} domain={domain} reload={reload} isEditable={isAdmin && !domain.archived} />
            <DefaultDomain domain={domain} reload={reload} isEditable={isAdmin} />
            {!domain.archived && <Dns host={domain.host} mainHost={mainHost} />}
            <OffersUsing asks={{ 'filter[primary_domain]': domain.host }} />
          </>
        )}
      </RecordSheet>
      {isAdmin && (
        <NewItem title={t('new')} description={t('newSentence')}>
          {(close) => (
            <NewDomain open={(item) => go(withParams(params, { new: null, item }), 'replace')} close={close} />
          )}
        </NewItem>
      )}
    </PageFrame>
  )
}
