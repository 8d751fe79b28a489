'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { publishersResource, type PublisherAnswer } from '@/lib/api/v2/publishers.contract'
import { call } from '@/components/api/call'
import { CreateForm } from '@/components/catalog/record-form'
import { recordHref } from '@/components/catalog/record-list'
import { useForm } from '@/components/forms/use-form'
import { PageFrame } from '@/components/shell/page-frame'
import { useUrl } from '@/components/url/use-url'
import { newPublisherForm, publisherValues } from './forms'
import { publisherPath } from './listing'
import { usePublisherSections, type PublisherChoices } from './publisher-fields'

const { create, list, read } = publishersResource.contracts

/** The form that creates a publisher and then opens it. With `like`, it starts as a copy of that one. */
export function NewPublisher({ like, choices }: { like: PublisherAnswer | null; choices: PublisherChoices }) {
  const t = useTranslations('publishers.create')
  const { params } = useUrl()
  const router = useRouter()
  const client = useQueryClient()
  const form = useForm({
    form: newPublisherForm,
    // IDs in other systems are unique, and two publishers aren't paid to the same account.
    initial: {
      ...publisherValues(like),
      ...(like && { external_id: '', name: t('copyOf', { name: like.name }), billing: newPublisherForm.blank.billing }),
    },
    empty: { name: t('nameMissing') },
    async act(body) {
      const { created_item_id: publisherID } = await call(create, { body })
      const { data } = await call(read, { params: { publisherID } })
      form.settle()
      // The switcher lists publishers too.
      await Promise.all([list.id, 'publishers'].map((key) => client.invalidateQueries({ queryKey: [key] })))
      router.push(recordHref(publisherPath(data.incremental_id), params, 'publisher'))
      return 'leaving'
    },
  })
  return (
    <PageFrame title={t('title')}>
      <CreateForm
        form={form}
        sections={usePublisherSections({ form, publisher: like, choices })}
        words={{ submit: t('submit'), submitting: t('submitting') }}
        onCancel={() => router.push(recordHref(publisherPath(), params))}
      />
    </PageFrame>
  )
}
