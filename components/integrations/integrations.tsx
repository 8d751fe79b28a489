'use client'

import { useTranslations } from 'next-intl'
import { integrationsResource, type IntegrationAnswer } from '@/lib/api/v2/integrations.contract'
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
import { integrationColumns } from './columns'
import { IntegrationEditor, NewIntegration } from './integration-forms'
import { integrationListing } from './listing'

const { list, read, bulkStatus, bulkArchive } = integrationsResource.contracts

/** The systems that advertisers track with, which offers belong to. Only admins can change them. */
export function Integrations({ first }: { first: First<ListAnswer<IntegrationAnswer>> }) {
  const t = useTranslations('integrations')
  const states = useTranslations('catalog.states')
  const { timezone, role } = useViewer()
  const isAdmin = role === 'admin'
  const acts: RecordActs | undefined = isAdmin
    ? {
        noun: 'integration',
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
        listing={integrationListing}
        first={first}
        columns={() => integrationColumns(t, states, timezone)}
        noun="integration"
        words={{ label: t('title'), search: t('table.search') }}
        filters={<StateChoice states={['active', 'inactive', 'archived']} />}
        acts={acts}
        empty={<Blank title={t('table.empty')}>{isAdmin ? t('table.emptySentence') : t('table.emptyViewer')}</Blank>}
      />
      <RecordSheet
        read={read}
        list={list}
        entity="integration"
        paramsOf={(integrationID) => ({ integrationID })}
        title={t('titleOne')}
        nameOf={({ name }) => name}
        acts={acts}
      >
        {(integration, reload) => (
          <>
            <IntegrationEditor
              key={integration.id}
              integration={integration}
              reload={reload}
              isEditable={isAdmin && !integration.archived}
            />
            <OffersUsing asks={{ 'filter[integration_id]': integration.id }} />
          </>
        )}
      </RecordSheet>
      {isAdmin && <NewItem title={t('new')}>{(close) => <NewIntegration close={close} />}</NewItem>}
    </PageFrame>
  )
}
