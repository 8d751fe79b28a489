'use client'

import type { AdvertiserAnswer } from '@/lib/api/v2/advertisers.contract'
import { advertisersResource } from '@/lib/api/v2/advertisers.contract'
import { call } from '@/components/api/call'
import type { First } from '@/components/api/use-answer'
import { RecordForm } from '@/components/catalog/record-form'
import { useRecordForm } from '@/components/catalog/use-record-form'
import { canEdit, useViewer } from '@/components/shell/viewer'
import type { Option } from '@/components/ui/fitting'
import { useAdvertiserFieldName, useAdvertiserSections } from './advertiser-fields'
import { advertiserForm, advertiserValues } from './forms'
import { useAdvertiser } from './use-advertiser'

const { update } = advertisersResource.contracts

type Choices = { countries: readonly Option[] }

function Editor({
  advertiser,
  reload,
  countries,
}: Choices & { advertiser: AdvertiserAnswer; reload: () => Promise<AdvertiserAnswer> }) {
  const { edits } = useViewer()
  const form = useRecordForm({
    form: advertiserForm,
    record: advertiser,
    valuesOf: advertiserValues,
    send: (body, ifMatch) => call(update, { params: { advertiserID: advertiser.id }, body }, { ifMatch }),
    reload,
  })
  return (
    <RecordForm
      form={form}
      sections={useAdvertiserSections({ form, advertiser, countries })}
      nameOf={useAdvertiserFieldName()}
      isEditable={canEdit(edits.advertisers, advertiser.incremental_id) && !advertiser.archived}
    />
  )
}

/** An advertiser's details, to edit. */
export function AdvertiserDetails({
  number,
  first,
  countries,
}: Choices & { number: string; first: First<{ data: AdvertiserAnswer }> }) {
  const { record, reload } = useAdvertiser(number, first)
  // Without one, the frame says why.
  return record ? <Editor key={record.id} advertiser={record} reload={reload} countries={countries} /> : null
}
