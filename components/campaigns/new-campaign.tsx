'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { campaignsResource } from '@/lib/api/campaigns.contract'
import { call } from '@/components/api/call'
import { CreateForm } from '@/components/catalog/record-form'
import { recordHref } from '@/components/catalog/record-list'
import { ReferenceField } from '@/components/catalog/reference-field'
import { publishers } from '@/components/catalog/sources'
import { useForm } from '@/components/forms/use-form'
import { PageFrame } from '@/components/shell/page-frame'
import { useViewer } from '@/components/shell/viewer'
import { useUrl } from '@/components/url/use-url'
import { useCampaignSections } from './campaign-fields'
import { newCampaignForm } from './forms'
import { campaignPath } from './listing'

const { create, list } = campaignsResource.contracts

/** The form that creates a campaign and then opens it. */
export function NewCampaign() {
  const t = useTranslations('campaigns.create')
  const fields = useTranslations('campaigns.fields')
  const isOwn = useViewer().publisher !== null
  const { params } = useUrl()
  const router = useRouter()
  const client = useQueryClient()
  const form = useForm({
    form: newCampaignForm,
    empty: {
      name: t('nameMissing'),
      external_id: t('externalIdMissing'),
      ...(isOwn ? {} : { publisher_incremental_id: t('publisherMissing') }),
    },
    async act(body) {
      const { created_item_id: id } = await call(create, { body })
      form.settle()
      await client.invalidateQueries({ queryKey: [list.id] })
      router.push(recordHref(campaignPath(id), params))
      return 'leaving'
    },
  })
  const publisher = !isOwn && (
    <ReferenceField
      field={form.field('publisher_incremental_id')}
      label={fields('publisher')}
      help={fields('publisherHelp')}
      source={publishers}
      value={form.value('publisher_incremental_id')}
      onChange={(chosen) => form.set('publisher_incremental_id', chosen)}
      known={null}
      search={fields('searchPublishers')}
    />
  )
  return (
    <PageFrame title={t('title')}>
      <CreateForm
        form={form}
        sections={useCampaignSections(form, publisher)}
        words={{ submit: t('submit'), submitting: t('submitting') }}
        onCancel={() => router.push(recordHref(campaignPath(), params))}
      />
    </PageFrame>
  )
}
