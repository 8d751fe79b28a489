'use client'

import { useQueryClient } from '@tanstack/react-query'
import { Pencil, Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { listAudit } from '@/lib/api/app/audit.contract'
import { listCustomerRows, type CustomerJourney } from '@/lib/api/app/customers.contract'
import { deleteCustomer, updateCustomer } from '@/lib/api/dub/customers.contract'
import { call } from '@/components/api/call'
import { changedFields } from '@/components/catalog/changed'
import { FieldPair, OptionField, TextField } from '@/components/catalog/fields'
import { DialogForm } from '@/components/forms/form'
import { useForm } from '@/components/forms/use-form'
import { leavePage } from '@/components/forms/use-unsaved'
import { Button } from '@/components/ui/button'
import { Confirm, type Confirmation } from '@/components/ui/confirm'
import type { Option } from '@/components/ui/fitting'
import { Modal } from '@/components/ui/overlay'
import { withParams } from '@/components/url/url-state'
import { useUrl } from '@/components/url/use-url'
import { customerForm, customerValues } from './forms'
import { customerName } from './name'

type Props = {
  customer: CustomerJourney
  countries: readonly Option[]
  /** Fetches the customer as they are by now. */
  reload: () => Promise<CustomerJourney>
}

function EditForm({ customer, countries, reload, close }: Props & { close: () => void }) {
  const t = useTranslations('customers')
  const initial = customerValues(customer)
  const form = useForm({
    form: customerForm,
    initial,
    empty: { externalId: t('fields.externalIdMissing') },
    async act(body) {
      const changes = changedFields<typeof body>(customerForm.checked(initial).body, body)
      await call(updateCustomer, { params: { id: customer.id }, body: changes })
      await reload()
      form.settle()
      close()
    },
  })
  return (
    <DialogForm form={form} words={{ submit: t('edit.submit'), submitting: t('edit.submitting') }} onCancel={close}>
      <FieldPair>
        <TextField form={form} name="name" label={t('fields.name')} />
        <TextField form={form} name="email" label={t('fields.email')} type="email" />
      </FieldPair>
      <FieldPair>
        <TextField form={form} name="externalId" label={t('fields.externalId')} help={t('fields.externalIdHelp')} />
        <OptionField
          field={form.field('country')}
          label={t('fields.country')}
          options={countries}
          none={t('fields.noCountry')}
          value={form.value('country')}
          onChange={(country) => form.set('country', country)}
          search={t('table.searchCountries')}
        />
      </FieldPair>
      <TextField form={form} name="avatar" label={t('fields.avatar')} help={t('fields.avatarHelp')} type="url" />
      <TextField form={form} name="stripeCustomerId" label={t('fields.stripeId')} />
    </DialogForm>
  )
}

/** Lets people edit and delete the customer. */
export function CustomerActs({ customer, countries, reload }: Props) {
  const t = useTranslations('customers')
  const { params, go } = useUrl()
  const client = useQueryClient()
  const [isEditing, setEditing] = useState(false)
  const [question, setQuestion] = useState<Confirmation | null>(null)
  const close = () => setEditing(false)

  function askToDelete() {
    setQuestion({
      title: t('delete.question', { name: customerName(customer) }),
      sentence: t('delete.sentence'),
      act: t('delete.button'),
      acting: t('delete.submitting'),
      isDanger: true,
      async run() {
        await call(deleteCustomer, { params: { id: customer.id } })
        go(withParams(params, { item: null, changes: null }), 'replace')
        await Promise.all([listCustomerRows, listAudit].map(({ id }) => client.invalidateQueries({ queryKey: [id] })))
      },
    })
  }
  return (
    <div className="flex flex-wrap gap-2">
      <Button onClick={() => setEditing(true)}>
        <Pencil className="text-muted" aria-hidden />
        {t('edit.button')}
      </Button>
      <Button onClick={askToDelete}>
        <Trash2 className="text-muted" aria-hidden />
        {t('delete.button')}
      </Button>
      <Modal open={isEditing} onOpenChange={(open) => !open && leavePage(close)} title={t('edit.title')}>
        <EditForm customer={customer} countries={countries} reload={reload} close={close} />
      </Modal>
      <Confirm question={question} onClose={() => setQuestion(null)} />
    </div>
  )
}
