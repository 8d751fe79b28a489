'use client'

import { useTranslations } from 'next-intl'
import { offerLandingPagesResource } from '@/lib/api/v2/offer-landing-pages.contract'
import { call } from '@/components/api/call'
import { KnownChipsField } from '@/components/catalog/known-chips-field'
import { FieldPair, TextField } from '@/components/catalog/fields'
import { SheetForm } from '@/components/catalog/record-sheet'
import { useRecordForm } from '@/components/catalog/use-record-form'
import { Fact, Facts } from '@/components/clicks/facts'
import { DialogForm } from '@/components/forms/form'
import type { useForm } from '@/components/forms/use-form'
import { CheckList } from '@/components/ui/choice-list'
import { Checkbox } from '@/components/ui/field'
import type { Option } from '@/components/ui/fitting'
import { landingPageForm, landingPageValues, newLandingPageForm, type LandingPageAnswer } from './forms'
import { useCreateForm } from '@/components/catalog/use-create-form'
import type { OfferPart } from './use-offer-part'

const { create, update, list } = offerLandingPagesResource.contracts

type Values = ReturnType<typeof landingPageValues>
type FormState = Pick<
  ReturnType<typeof useForm<Values, object>>,
  'field' | 'input' | 'check' | 'value' | 'set' | 'choice'
>
type Props = { params: OfferPart['params']; countries: readonly Option[] }

const devices = ['desktop', 'mobile', 'tablet'] as const

function LinkTest({ form, countries }: { form: FormState; countries: readonly Option[] }) {
  const t = useTranslations('offerParts.landingPages.fields')
  return (
    <>
      <Checkbox {...form.check('link_test_enabled')} label={t('linkTest')} help={t('linkTestHelp')} />
      {form.value('link_test_enabled') && (
        <div className="space-y-4 border-l pl-4">
          <TextField
            form={form}
            name="link_test_expected_domain"
            label={t('expectedDomain')}
            help={t('expectedDomainHelp')}
          />
          <KnownChipsField
            field={form.field('link_test_countries')}
            label={t('testCountries')}
            value={form.value('link_test_countries')}
            onChange={(value) => form.set('link_test_countries', value)}
            options={countries}
            words={{ add: t('addCountry'), search: t('searchCountries') }}
          />
          <div>
            <p aria-hidden className="mb-1.5 font-medium">
              {t('testDevices')}
            </p>
            <CheckList
              {...form.choice('link_test_devices')}
              legend={t('testDevices')}
              choices={devices.map((value) => ({ value, label: t(`devices.${value}`) }))}
              onChange={(value) => form.set('link_test_devices', value)}
            />
          </div>
        </div>
      )}
    </>
  )
}

function Fields({ form, countries }: { form: FormState; countries: readonly Option[] }) {
  const t = useTranslations('offerParts.landingPages.fields')
  return (
    <>
      <TextField form={form} name="name" label={t('name')} />
      <TextField form={form} name="redirect_url" label={t('url')} help={t('urlHelp')} type="url" />
      <TextField form={form} name="preview_url" label={t('previewUrl')} help={t('previewUrlHelp')} type="url" />
      <FieldPair>
        <TextField form={form} name="weight" label={t('weight')} help={t('weightHelp')} inputMode="numeric" />
      </FieldPair>
      <Checkbox {...form.check('is_default')} label={t('isDefault')} help={t('isDefaultHelp')} />
      <Checkbox {...form.check('hide_from_publishers')} label={t('hidden')} help={t('hiddenHelp')} />
      <Checkbox {...form.check('active')} label={t('active')} help={t('activeHelp')} />
      <LinkTest form={form} countries={countries} />
    </>
  )
}

/** What people call a field of the form, given its name in the API. */
function useFieldName(): (field: string) => string {
  const t = useTranslations('offerParts.landingPages.fields')
  const names: Readonly<Record<string, string>> = {
    name: t('name'),
    redirect_url: t('url'),
    preview_url: t('previewUrl'),
    weight: t('weight'),
    is_default: t('isDefault'),
    hide_from_publishers: t('hidden'),
    active: t('active'),
    link_test_enabled: t('linkTest'),
    link_test_expected_domain: t('expectedDomain'),
    link_test_countries: t('testCountries'),
    link_test_devices: t('testDevices'),
  }
  return (field) => names[field] ?? field
}

/** The form that creates a landing page. */
export function NewLandingPage({ params, countries, close }: Props & { close: () => void }) {
  const t = useTranslations('offerParts.landingPages')
  const form = useCreateForm({
    form: newLandingPageForm,
    empty: { name: t('fields.nameMissing'), redirect_url: t('fields.urlMissing') },
    list,
    create: (body) => call(create, { params, body }),
    close,
  })
  return (
    <DialogForm form={form} words={{ submit: t('create'), submitting: t('creating') }} onCancel={close}>
      <Fields form={form} countries={countries} />
    </DialogForm>
  )
}

/** A landing page's link parameter, and the form that edits it. */
export function EditLandingPage({
  page,
  reload,
  params,
  isEditable,
  countries,
}: Props & { page: LandingPageAnswer; reload: () => Promise<LandingPageAnswer>; isEditable: boolean }) {
  const t = useTranslations('offerParts.landingPages')
  const nameOf = useFieldName()
  const form = useRecordForm({
    form: landingPageForm,
    record: page,
    valuesOf: landingPageValues,
    empty: { name: t('fields.nameMissing'), redirect_url: t('fields.urlMissing') },
    send: (body, ifMatch) => call(update, { params: { ...params, offerLandingPageID: page.id }, body }, { ifMatch }),
    reload,
  })
  return (
    <>
      <Facts title={t('inLinks')}>
        <Fact name={t('parameter')} copy={`lp=${page.incremental_id}`} isCode>
          {`lp=${page.incremental_id}`}
        </Fact>
      </Facts>
      <SheetForm form={form} nameOf={nameOf} isEditable={isEditable}>
        <Fields form={form} countries={countries} />
      </SheetForm>
    </>
  )
}
