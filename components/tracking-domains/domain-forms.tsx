'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { trackingDomainsResource, type TrackingDomainAnswer } from '@/lib/api/v2/tracking-domains.contract'
import { call } from '@/components/api/call'
import { CountedArea } from '@/components/catalog/counted-area'
import { TextField } from '@/components/catalog/fields'
import { FoundChipsField } from '@/components/catalog/found-chips-field'
import { SheetForm } from '@/components/catalog/record-sheet'
import { publishers } from '@/components/catalog/sources'
import { useRecordForm } from '@/components/catalog/use-record-form'
import { DialogForm } from '@/components/forms/form'
import { useForm } from '@/components/forms/use-form'
import { domainForm, domainValues, newDomainForm, type DomainValues } from './forms'

const { create, list, update } = trackingDomainsResource.contracts

type FormState = Pick<ReturnType<typeof useForm<DomainValues, object>>, 'field' | 'input' | 'value' | 'set'>

function Fields({ form, domain }: { form: FormState; domain: TrackingDomainAnswer | null }) {
  const t = useTranslations('trackingDomains.fields')
  return (
    <>
      <TextField
        form={form}
        name="host"
        label={t('host')}
        help={t('hostHelp')}
        placeholder="go.example.com"
        autoCapitalize="none"
        spellCheck={false}
      />
      <FoundChipsField
        field={form.field('publisher_ids')}
        label={t('publishers')}
        help={domain?.is_default ? t('publishersDefault') : t('publishersHelp')}
        value={form.value('publisher_ids')}
        onChange={(ids) => form.set('publisher_ids', ids)}
        source={publishers}
        known={(domain?.publishers ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        words={{ add: t('addPublisher'), search: t('searchPublishers') }}
      />
      <CountedArea
        field={form.field('description')}
        input={form.input('description')}
        value={form.value('description')}
        most={2000}
        rows={2}
        label={t('description')}
        help={t('descriptionHelp')}
      />
    </>
  )
}

/** A tracking domain to edit. */
export function DomainEditor({
  domain,
  reload,
  isEditable,
}: {
  domain: TrackingDomainAnswer
  reload: () => Promise<TrackingDomainAnswer>
  isEditable: boolean
}) {
  const t = useTranslations('trackingDomains.fields')
  const form = useRecordForm({
    form: domainForm,
    record: domain,
    valuesOf: domainValues,
    empty: { host: t('hostMissing') },
    send: (body, ifMatch) => call(update, { params: { trackingDomainID: domain.id }, body }, { ifMatch }),
    reload,
  })
  const names: Readonly<Record<string, string>> = {
    host: t('host'),
    publisher_ids: t('publishers'),
    description: t('description'),
  }
  return (
    <SheetForm form={form} nameOf={(field) => names[field] ?? field} isEditable={isEditable}>
      <Fields form={form} domain={domain} />
    </SheetForm>
  )
}

/** The form that creates a tracking domain. It then opens, since its DNS is next. */
export function NewDomain({ open, close }: { open: (id: string) => void; close: () => void }) {
  const t = useTranslations('trackingDomains')
  const client = useQueryClient()
  const form = useForm({
    form: newDomainForm,
    empty: { host: t('fields.hostMissing') },
    async act(body) {
      const { created_item_id: id } = await call(create, { body })
      await client.invalidateQueries({ queryKey: [list.id] })
      form.settle()
      open(id)
    },
  })
  return (
    <DialogForm form={form} words={{ submit: t('create'), submitting: t('creating') }} onCancel={close}>
      <Fields form={form} domain={null} />
    </DialogForm>
  )
}
