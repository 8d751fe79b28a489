'use client'

import { useTranslations } from 'next-intl'
import type { ChangeEvent, ReactNode } from 'react'
import { postbackTriggers, type PostbackAnswer } from '@/lib/api/v2/postbacks.contract'
import { listPostbackOffers } from '@/lib/api/app/postback-offers.contract'
import { useAnswer } from '@/components/api/use-answer'
import { CountedArea } from '@/components/catalog/counted-area'
import { FieldPair, OptionField, TextField, type TextForm } from '@/components/catalog/fields'
import { ReferenceField } from '@/components/catalog/reference-field'
import type { useForm } from '@/components/forms/use-form'
import { Checkbox, Field, Select, TextArea } from '@/components/ui/field'
import type { PostbackValues } from './forms'
import { MacroPicker } from './macro-picker'
import { Preview } from './preview'
import { macrosFor } from './samples'
import { postbackOffers } from './sources'

type Form = ReturnType<typeof useForm<PostbackValues, object>>
/** What the forms for new postbacks and for others have in common. */
type FormState = TextForm<keyof PostbackValues> &
  Pick<Form, 'value' | 'set'> & { check: (name: 'active') => Omit<ReturnType<Form['check']>, 'name'> }

const withEvents: readonly string[] = ['event', 'approval', 'rejection']

/** The event of the chosen offer that it's about. */
function EventField({ form, offer }: { form: FormState; offer: string }) {
  const t = useTranslations('postbacks.fields')
  const { data } = useAnswer({
    contract: listPostbackOffers,
    question: new URLSearchParams({ id: offer }).toString(),
  })
  const events = data?.data[0]?.events ?? []
  return (
    <OptionField
      field={form.field('event_incremental_id')}
      label={t('event')}
      none={t('allEvents')}
      options={events.map(({ id, name }) => ({ value: id, label: name }))}
      value={form.value('event_incremental_id')}
      onChange={(id) => form.set('event_incremental_id', id)}
      search={t('event')}
    />
  )
}

/** The fields of a postback. Null is a new one. */
export function PostbackFields({
  form,
  postback,
  isNetworks,
  isOfOneOffer = false,
  owner,
}: {
  form: FormState
  postback: PostbackAnswer | null
  /** Whether it's the network's own, which can have revenue. */
  isNetworks: boolean
  /** Whether the page says which offer it's about. */
  isOfOneOffer?: boolean
  /** The field that says whose it is. */
  owner?: ReactNode
}) {
  const t = useTranslations('postbacks.fields')
  const words = useTranslations('postbacks')
  const [trigger, method, offer] = [form.value('trigger'), form.value('method'), form.value('offer_incremental_id')]
  const macros = macrosFor({ trigger, isNetworks })
  /** A field that decides whether another one is shown. That one is emptied, since no one would see what's wrong with it. */
  const deciding = (name: 'trigger' | 'method', emptied: 'event_incremental_id' | 'body') => {
    const input = form.input(name)
    return {
      ...input,
      onChange: (event: ChangeEvent<HTMLSelectElement>) => {
        input.onChange(event)
        form.set(emptied, '')
      },
    }
  }
  return (
    <>
      <TextField form={form} name="name" label={t('name')} />
      {owner}
      <Field {...form.field('trigger')} label={t('trigger')} help={words(`triggerHelp.${trigger}`)}>
        {(control) => (
          <Select {...control} {...deciding('trigger', 'event_incremental_id')}>
            {postbackTriggers.map((name) => (
              <option key={name} value={name}>
                {words(`triggers.${name}`)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {!isOfOneOffer && (
        <ReferenceField
          field={form.field('offer_incremental_id')}
          label={t('offer')}
          source={postbackOffers}
          value={offer}
          onChange={(id) => {
            form.set('offer_incremental_id', id)
            form.set('event_incremental_id', '')
          }}
          known={
            postback?.offer
              ? { value: postback.offer.id, label: `${postback.offer.name} (${postback.offer.incremental_id})` }
              : null
          }
          none={t('allOffers')}
          search={t('searchOffers')}
        />
      )}
      {offer !== '' && withEvents.includes(trigger) && <EventField form={form} offer={offer} />}
      <FieldPair>
        <Field {...form.field('method')} label={t('method')}>
          {(control) => (
            <Select {...control} {...deciding('method', 'body')}>
              <option value="GET">GET</option>
              <option value="POST">POST</option>
            </Select>
          )}
        </Field>
        <TextField form={form} name="delay_seconds" label={t('delay')} help={t('delayHelp')} inputMode="numeric" />
      </FieldPair>
      <div className="space-y-2">
        <Field {...form.field('url')} label={t('url')} help={t('urlHelp')}>
          {(control) => (
            <TextArea {...control} {...form.input('url')} rows={3} className="font-mono" spellCheck={false} />
          )}
        </Field>
        <MacroPicker
          label={words('macros.insertUrl')}
          macros={macros}
          target={form.field('url').id}
          onInsert={(url) => form.set('url', url)}
        />
      </div>
      {method === 'POST' && (
        <>
          <Field {...form.field('body_type')} label={t('bodyType')}>
            {(control) => (
              <Select {...control} {...form.input('body_type')}>
                <option value="JSON">{words('bodyTypes.JSON')}</option>
                <option value="Form">{words('bodyTypes.Form')}</option>
              </Select>
            )}
          </Field>
          <div className="space-y-2">
            <CountedArea
              field={form.field('body')}
              input={{ ...form.input('body'), className: 'font-mono', spellCheck: false }}
              value={form.value('body')}
              most={10_000}
              label={t('body')}
              help={t('bodyHelp')}
            />
            <MacroPicker
              label={words('macros.insertBody')}
              macros={macros}
              target={form.field('body').id}
              onInsert={(body) => form.set('body', body)}
            />
          </div>
        </>
      )}
      <Preview method={method} url={form.value('url')} bodyType={form.value('body_type')} body={form.value('body')} />
      <Field {...form.field('header_lines')} label={t('headers')} help={t('headersHelp')}>
        {(control) => (
          <TextArea {...control} {...form.input('header_lines')} rows={2} className="font-mono" spellCheck={false} />
        )}
      </Field>
      <Checkbox {...form.check('active')} label={t('active')} help={t('activeHelp')} />
    </>
  )
}
