'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { networksResource } from '@/lib/api/v2/networks.contract'
import { call } from '@/components/api/call'
import { CreateForm } from '@/components/catalog/record-form'
import { recordHref } from '@/components/catalog/record-list'
import { useForm } from '@/components/forms/use-form'
import { PageFrame } from '@/components/shell/page-frame'
import { useUrl } from '@/components/url/use-url'
import { useNetworkSections } from './network-fields'
import { newNetworkForm } from './forms'
import { networkPath } from './listing'

const { create, list, read } = networksResource.contracts

/** The form that creates a network and then opens it. */
export function NewNetwork() {
  const t = useTranslations('networks.create')
  const { params } = useUrl()
  const router = useRouter()
  const client = useQueryClient()
  const form = useForm({
    form: newNetworkForm,
    empty: { name: t('nameMissing') },
    async act(body) {
      const { created_item_id: networkID } = await call(create, { body })
      const { data } = await call(read, { params: { networkID } })
      form.settle()
      await client.invalidateQueries({ queryKey: [list.id] })
      router.push(recordHref(networkPath(data.incremental_id), params))
      return 'leaving'
    },
  })
  return (
    <PageFrame title={t('title')}>
      <CreateForm
        form={form}
        sections={useNetworkSections(form)}
        words={{ submit: t('submit'), submitting: t('submitting') }}
        onCancel={() => router.push(recordHref(networkPath(), params))}
      />
    </PageFrame>
  )
}
