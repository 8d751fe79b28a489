'use client'

import { useTranslations } from 'next-intl'
import { allCustomThrottlesResource, type CustomThrottleAnswer } from '@/lib/api/v2/custom-throttles.contract'
import { call } from '@/components/api/call'
import type { RecordActs } from '@/components/catalog/acts'
import { ItemList } from '@/components/catalog/item-list'
import { StateChoice } from '@/components/catalog/state-choice'
import type { TermsOf } from '@/components/catalog/terms'
import { ExportButton } from '@/components/imports/export-button'
import { useViewer } from '@/components/shell/viewer'
import { throttleColumns } from './columns'
import type { ThrottleValues } from './forms'
import type { ThrottleFormState } from './throttle-fields'
import { NewThrottle, ThrottleEditor } from './throttle-forms'

const { contracts } = allCustomThrottlesResource

/** Custom throttles of a publisher or an offer. */
export function ThrottleList({
  about,
  isEditable,
  canEdit = () => true,
  initial,
  renderSubject,
  filters,
  ...rest
}: TermsOf<CustomThrottleAnswer, ThrottleFormState, Partial<ThrottleValues>>) {
  const t = useTranslations('publishers.throttles')
  const states = useTranslations('catalog.states')
  const { timezone } = useViewer()
  const acts: RecordActs = {
    noun: 'customThrottle',
    setActive: (data, active) => call(contracts.bulkStatus, { body: { active, data } }),
    archive: (data) => call(contracts.bulkArchive, { body: { data } }),
    restore: (data) => call(contracts.bulkStatus, { body: { archived: false, data } }),
    will: (act, count) => t(`will.${act}`, { count }),
  }
  return (
    <ItemList
      {...rest}
      contracts={contracts}
      entity="customThrottle"
      idParam="customThrottleID"
      columns={() => throttleColumns(about, t, states, timezone)}
      noun="customThrottle"
      filters={
        <>
          <StateChoice states={['active', 'inactive', 'archived']} />
          {filters}
        </>
      }
      tools={<ExportButton contract={contracts.export} listing={rest.listing} />}
      acts={isEditable ? acts : undefined}
      renderNew={
        isEditable && ((close) => <NewThrottle initial={initial} renderSubject={renderSubject} close={close} />)
      }
    >
      {(throttle, reload) => (
        <ThrottleEditor
          key={throttle.id}
          throttle={throttle}
          reload={reload}
          isEditable={isEditable && !throttle.archived && canEdit(throttle)}
          renderSubject={renderSubject}
        />
      )}
    </ItemList>
  )
}
