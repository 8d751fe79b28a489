'use client'

import { publishersResource, type PublisherAnswer } from '@/lib/api/v2/publishers.contract'
import { call } from '@/components/api/call'
import type { First } from '@/components/api/use-answer'
import { RecordForm } from '@/components/catalog/record-form'
import { useRecordForm } from '@/components/catalog/use-record-form'
import { publisherForm, publisherValues } from './forms'
import { usePublisherFieldName, usePublisherSections, type PublisherChoices } from './publisher-fields'
import { useEditsPublisher, usePublisherRecord } from './use-publisher'

const { update } = publishersResource.contracts

function Editor({
  publisher,
  reload,
  choices,
}: {
  publisher: PublisherAnswer
  reload: () => Promise<PublisherAnswer>
  choices: PublisherChoices
}) {
  const canEdit = useEditsPublisher()
  const form = useRecordForm({
    form: publisherForm,
    record: publisher,
    valuesOf: publisherValues,
    send: (body, ifMatch) => call(update, { params: { publisherID: publisher.id }, body }, { ifMatch }),
    reload,
  })
  return (
    <RecordForm
      form={form}
      sections={usePublisherSections({ form, publisher, choices })}
      nameOf={usePublisherFieldName()}
      isEditable={canEdit(publisher)}
    />
  )
}

/** A publisher's details, to edit. */
export function PublisherDetails({
  number,
  first,
  choices,
}: {
  number: string
  first: First<{ data: PublisherAnswer }>
  choices: PublisherChoices
}) {
  const { record, reload } = usePublisherRecord(number, first)
  // Without one, the frame says why.
  return record ? <Editor key={record.id} publisher={record} reload={reload} choices={choices} /> : null
}
