'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { advertisersResource, type AdvertiserAnswer } from '@/lib/api/v2/advertisers.contract'
import { call } from '@/components/api/call'
import { CreateForm } from '@/components/catalog/record-form'
import { recordHref } from '@/components/catalog/record-list'
import { useForm } from '@/components/forms/use-form'
import { PageFrame } from '@/components/shell/page-frame'
import type { Option } from '@/components/ui/fitting'
import { useUrl } from '@/components/url/use-url'
import { useAdvertiserSections } from './advertiser-fields'
import { advertiserValues, newAdvertiserForm } from './forms'
import { advertiserPath } from './listing'

const { create, list, read } = advertisersResource.contracts

/** The form that creates an advertiser and then opens it. With `like`, it starts as a copy of that one. */
export function NewAdvertiser({ like, countries }: { like: AdvertiserAnswer | null; countries: readonly Option[] }) {
  const t = useTranslations('advertisers.create')
  const { params } = useUrl()
  const router = useRouter()
  const client = useQueryClient()
  const form = useForm({
    form: newAdvertiserForm,
    // IDs in other systems are unique.
    initial: { ...advertiserValues(like), ...(like && { external_id: '', name: t('copyOf', { name: like.name }) }) },
    empty: { name: t('nameMissing') },
    async act(body) {
      const { created_item_id: advertiserID } = await call(create, { body })
      const { data } = await call(read, { params: { advertiserID } })
      form.settle()
      await client.invalidateQueries({ queryKey: [list.id] })
      router.push(recordHref(advertiserPath(data.incremental_id), params))
      return 'leaving'
    },
  })
  return (
    <PageFrame title={t('title')}>
      <CreateForm
        form={form}
        sections={useAdvertiserSections({ form, advertiser: like, countries })}
        words={{ submit: t('submit'), submitting: t('submitting') }}
        onCancel={() => router.push(recordHref(advertiserPath(), params))}
      />
    </PageFrame>
  )
}
