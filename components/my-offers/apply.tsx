'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { applyToOffer } from '@/lib/api/v2/approvals.contract'
import type { MyOffer } from '@/lib/api/v2/publisher-offers.contract'
import { call } from '@/components/api/call'
import { DialogForm } from '@/components/forms/form'
import { useForm } from '@/components/forms/use-form'
import { leavePage } from '@/components/forms/use-unsaved'
import { Button } from '@/components/ui/button'
import { Field, TextArea } from '@/components/ui/field'
import { Modal } from '@/components/ui/overlay'
import { applyForm } from './forms'

type Props = { offer: MyOffer; onApplied: () => Promise<unknown> }

/** A button that opens the offer's terms to accept, and applies. */
export function Apply({ offer, onApplied }: Props) {
  const t = useTranslations('myOffers.apply')
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button variant="primary" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {t(offer.approval?.status === 'Rejected' ? 'again' : 'button')}
      </Button>
      <Modal
        open={open}
        onOpenChange={(next) => (next ? setOpen(true) : leavePage(() => setOpen(false)))}
        title={t('title', { name: offer.name })}
        description={t('sentence')}
      >
        <ApplyForm offer={offer} onApplied={onApplied} onClose={() => setOpen(false)} />
      </Modal>
    </>
  )
}

function ApplyForm({ offer, onApplied, onClose }: Props & { onClose: () => void }) {
  const t = useTranslations('myOffers.apply')
  const hasTerms = offer.terms_and_conditions_enabled
  const form = useForm({
    form: applyForm,
    initial: { application_note: '', terms_version: hasTerms ? String(offer.terms_version) : '' },
    async act(body) {
      await call(applyToOffer, { params: { integrationID: offer.integration_id, offerID: offer.id }, body })
      await onApplied()
      onClose()
    },
  })
  return (
    <DialogForm
      form={form}
      words={{ submit: t(hasTerms ? 'accept' : 'submit'), submitting: t('submitting') }}
      onCancel={onClose}
    >
      {hasTerms && (
        <div className="space-y-1.5">
          <p id="terms" className="font-medium">
            {t('terms')}
          </p>
          {/* Focusable, so people can scroll it without a mouse. */}
          <section
            aria-labelledby="terms"
            // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
            tabIndex={0}
            className="scrollbar-thin max-h-56 overflow-y-auto rounded-control border bg-surface-sunken p-3 wrap-break-word whitespace-pre-line"
          >
            {offer.terms_and_conditions}
          </section>
        </div>
      )}
      <Field {...form.field('application_note')} label={t('note')} help={t('noteHelp')}>
        {(control) => <TextArea {...control} {...form.input('application_note')} />}
      </Field>
    </DialogForm>
  )
}
