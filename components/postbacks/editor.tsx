'use client'

import { useTranslations } from 'next-intl'
import { postbacksResource, type PostbackAnswer } from '@/lib/api/v2/postbacks.contract'
import { call } from '@/components/api/call'
import { SheetForm } from '@/components/catalog/record-sheet'
import { useCreateForm } from '@/components/catalog/use-create-form'
import { useRecordForm } from '@/components/catalog/use-record-form'
import { DialogForm } from '@/components/forms/form'
import { ReferenceField } from '@/components/catalog/reference-field'
import { publishers } from '@/components/catalog/sources'
import { useViewer } from '@/components/shell/viewer'
import { PostbackFields } from './fields'
import { newPostbackForm, postbackForm, postbackValues } from './forms'

/** Whose a postback is, and the one offer that it's about, where the page says so already. */
export type Fixed = { publisher?: string; offer?: string }

const { create, list, update } = postbacksResource.contracts

/** A postback to edit. */
export function PostbackEditor({
  postback,
  reload,
  isEditable,
}: {
  postback: PostbackAnswer
  reload: () => Promise<PostbackAnswer>
  isEditable: boolean
}) {
  const t = useTranslations('postbacks.fields')
  const form = useRecordForm({
    form: postbackForm,
    record: postback,
    valuesOf: postbackValues,
    empty: { name: t('nameMissing'), url: t('urlMissing') },
    send: (body, ifMatch) => call(update, { params: { postbackID: postback.id }, body }, { ifMatch }),
    reload,
  })
  const names: Readonly<Record<string, string>> = {
    name: t('name'),
    trigger: t('trigger'),
    offer_incremental_id: t('offer'),
    event_incremental_id: t('event'),
    method: t('method'),
    url: t('url'),
    header_lines: t('headers'),
    body_type: t('bodyType'),
    body: t('body'),
    delay_seconds: t('delay'),
    active: t('active'),
  }
  return (
    <SheetForm form={form} nameOf={(field) => names[field] ?? field} isEditable={isEditable}>
      <PostbackFields form={form} postback={postback} isNetworks={postback.publisher === null} />
    </SheetForm>
  )
}

/** The form that creates a postback. */
export function NewPostback({ fixed, close }: { fixed: Fixed; close: () => void }) {
  const t = useTranslations('postbacks')
  const { publisher: own } = useViewer()
  const form = useCreateForm({
    form: newPostbackForm,
    initial: {
      ...newPostbackForm.blank,
      publisher_incremental_id: fixed.publisher ?? '',
      offer_incremental_id: fixed.offer ?? '',
    },
    empty: { name: t('fields.nameMissing'), url: t('fields.urlMissing') },
    list,
    create: (body) => call(create, { body }),
    close,
  })
  const isNetworks = own === null && form.value('publisher_incremental_id') === ''
  return (
    <DialogForm form={form} words={{ submit: t('create'), submitting: t('creating') }} onCancel={close}>
      <PostbackFields
        form={form}
        postback={null}
        isNetworks={isNetworks}
        isOfOneOffer={fixed.offer !== undefined}
        owner={
          own === null &&
          fixed.publisher === undefined && (
            <ReferenceField
              field={form.field('publisher_incremental_id')}
              label={t('fields.publisher')}
              help={isNetworks ? undefined : t('fields.publisherHelp')}
              source={publishers}
              value={form.value('publisher_incremental_id')}
              onChange={(id) => form.set('publisher_incremental_id', id)}
              known={null}
              none={t('fields.allPublishers')}
              search={t('fields.searchPublishers')}
            />
          )
        }
      />
    </DialogForm>
  )
}
