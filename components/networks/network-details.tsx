'use client'

import type { NetworkAnswer } from '@/lib/api/v2/networks.contract'
import { networksResource } from '@/lib/api/v2/networks.contract'
import { call } from '@/components/api/call'
import type { First } from '@/components/api/use-answer'
import { RecordForm } from '@/components/catalog/record-form'
import { useRecordForm } from '@/components/catalog/use-record-form'
import { useViewer } from '@/components/shell/viewer'
import { useNetworkFieldName, useNetworkSections } from './network-fields'
import { networkForm, networkValues } from './forms'
import { useNetwork } from './use-network'

const { update } = networksResource.contracts

function Editor({ network, reload }: { network: NetworkAnswer; reload: () => Promise<NetworkAnswer> }) {
  const { edits } = useViewer()
  const form = useRecordForm({
    form: networkForm,
    record: network,
    valuesOf: networkValues,
    send: (body, ifMatch) => call(update, { params: { networkID: network.id }, body }, { ifMatch }),
    reload,
  })
  return (
    <RecordForm
      form={form}
      sections={useNetworkSections(form)}
      nameOf={useNetworkFieldName()}
      isEditable={edits.advertisers === 'all' && !network.archived}
    />
  )
}

/** A network's details, to edit. */
export function NetworkDetails({ number, first }: { number: string; first: First<{ data: NetworkAnswer }> }) {
  const { record, reload } = useNetwork(number, first)
  // Without one, the frame says why.
  return record ? <Editor key={record.id} network={record} reload={reload} /> : null
}
