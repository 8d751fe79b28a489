'use client'

import { Dices } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { LinkChoices, LinkDetails } from '@/lib/api/app/links.contract'
import { campaignsResource } from '@/lib/api/campaigns.contract'
import { allOffersResource } from '@/lib/api/v2/offers.contract'
import { FieldPair, OptionField, TextField } from '@/components/catalog/fields'
import type { FormSection } from '@/components/catalog/record-form'
import { ReferenceField } from '@/components/catalog/reference-field'
import { publishers } from '@/components/catalog/sources'
import { TagsField } from '@/components/catalog/tags-field'
import type { Source } from '@/components/catalog/use-found'
import type { useForm } from '@/components/forms/use-form'
import { useViewer } from '@/components/shell/viewer'
import { Button } from '@/components/ui/button'
import { Checkbox, Field, Input, Select, TextArea } from '@/components/ui/field'
import type { Option } from '@/components/ui/fitting'
import type { LinkValues } from './forms'
import { randomKey } from './short-link'
import { TargetsField } from './targets-field'
import { VariantsField } from './variants-field'

/** What the forms of new and existing links have in common. */
export type LinkFormState = Pick<
  ReturnType<typeof useForm<LinkValues, object>>,
  'field' | 'input' | 'check' | 'value' | 'set'
>

/** How long random keys are. */
const RANDOM_LENGTH = 7

const offers: Source<{ id: string; name: string }> = {
  contract: allOffersResource.contracts.list,
  asks: { sort: 'name' },
  option: ({ id, name }) => ({ value: id, label: name }),
}

const campaignsOf = (publisher: string): Source<{ id: string; name: string }> => ({
  contract: campaignsResource.contracts.list,
  asks: { sort: 'name', ...(publisher === '' ? {} : { 'filter[publisher_incremental_id]': publisher }) },
  option: ({ id, name }) => ({ value: id, label: name }),
})

type Props = { form: LinkFormState; link: LinkDetails | null; choices: LinkChoices }

function KeyField({ form }: Pick<Props, 'form'>) {
  const t = useTranslations('shortLinks.fields')
  const value = form.value('key')
  return (
    <Field {...form.field('key')} label={t('key')} help={t('keyHelp')}>
      {(control) => (
        <div className="flex gap-2">
          <Input
            {...control}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            className="font-mono"
            value={value}
            onChange={({ target }) => form.set('key', target.value)}
          />
          <Button onClick={() => form.set('key', randomKey(RANDOM_LENGTH))}>
            <Dices className="text-muted" aria-hidden />
            {t('random')}
          </Button>
        </div>
      )}
    </Field>
  )
}

function DestinationFields({ form, link, choices }: Props) {
  const t = useTranslations('shortLinks.fields')
  const isStaff = useViewer().publisher === null
  return (
    <>
      <TextField form={form} name="url" label={t('url')} help={t('urlHelp')} type="url" placeholder="https://" />
      <FieldPair>
        {isStaff && (
          <ReferenceField
            field={form.field('partnerId')}
            label={t('publisher')}
            help={t('publisherHelp')}
            source={publishers}
            value={form.value('partnerId')}
            onChange={(publisher) => {
              form.set('partnerId', publisher)
              form.set('campaignId', '')
            }}
            known={link?.publisher ? { value: link.publisher.id, label: link.publisher.name } : null}
            none={t('noPublisher')}
            search={t('searchPublishers')}
          />
        )}
        <ReferenceField
          field={form.field('offerId')}
          label={t('offer')}
          help={t('offerHelp')}
          source={offers}
          value={form.value('offerId')}
          onChange={(offer) => form.set('offerId', offer)}
          known={link?.offer ? { value: link.offer.id, label: link.offer.name } : null}
          none={t('noOffer')}
          search={t('searchOffers')}
        />
      </FieldPair>
      <FieldPair>
        <OptionField
          field={form.field('domain')}
          label={t('domain')}
          options={choices.domains.map(({ host }) => ({ value: host, label: host }))}
          value={form.value('domain')}
          onChange={(domain) => form.set('domain', domain)}
          search={t('searchDomains')}
        />
        <KeyField form={form} />
      </FieldPair>
    </>
  )
}

function OrganizeFields({ form, link, choices }: Props) {
  const t = useTranslations('shortLinks.fields')
  const isStaff = useViewer().publisher === null
  const publisher = form.value('partnerId')
  const folders = choices.folders
    .filter(({ id, can_write: isOpen }) => isOpen || id === link?.folder?.id)
    .map(({ id, name }) => ({ value: id, label: name }))
  return (
    <>
      <FieldPair>
        <OptionField
          field={form.field('folderId')}
          label={t('folder')}
          options={folders}
          none={t('noFolder')}
          value={form.value('folderId')}
          onChange={(folder) => form.set('folderId', folder)}
          search={t('searchFolders')}
        />
        <ReferenceField
          // Another publisher has other campaigns.
          key={publisher}
          field={form.field('campaignId')}
          label={t('campaign')}
          {...(isStaff && publisher === '' ? { help: t('campaignHelp') } : {})}
          source={campaignsOf(publisher)}
          value={form.value('campaignId')}
          onChange={(campaign) => form.set('campaignId', campaign)}
          known={link?.campaign ? { value: link.campaign.id, label: link.campaign.name } : null}
          none={t('noCampaign')}
          search={t('searchCampaigns')}
        />
      </FieldPair>
      {isStaff && (
        <TagsField
          field={form.field('tagIds')}
          label={t('tags')}
          value={form.value('tagIds')}
          onChange={(tags) => form.set('tagIds', tags)}
          known={link?.tags ?? []}
        />
      )}
      <Field {...form.field('comments')} label={t('comments')} help={t('commentsHelp')}>
        {(control) => <TextArea {...control} {...form.input('comments')} rows={2} />}
      </Field>
    </>
  )
}

function QrFields({ form }: Pick<Props, 'form'>) {
  const t = useTranslations('shortLinks.fields')
  return (
    <>
      <FieldPair>
        {(['foreground', 'background'] as const).map((name) => (
          <Field key={name} {...form.field(`qr.${name}`)} label={t(name)}>
            {(control) => (
              <Input
                {...control}
                type="color"
                className="p-1"
                value={form.value(`qr.${name}`)}
                onChange={({ target }) => form.set(`qr.${name}`, target.value)}
              />
            )}
          </Field>
        ))}
      </FieldPair>
      <FieldPair>
        <Field {...form.field('qr.level')} label={t('level')} help={t('levelHelp')}>
          {(control) => (
            <Select
              {...control}
              value={form.value('qr.level')}
              onChange={({ target }) => form.set('qr.level', levels.find((one) => one === target.value) ?? 'L')}
            >
              {levels.map((level) => (
                <option key={level} value={level}>
                  {t(`levels.${level}`)}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <TextField
          form={form}
          name="qr.logo"
          label={t('logo')}
          help={t('logoHelp')}
          type="url"
          placeholder="https://"
        />
      </FieldPair>
    </>
  )
}

const levels = ['L', 'M', 'Q', 'H'] as const

/** The sections of a link's form, new or not. */
export function useLinkSections(props: Props & { countries: readonly Option[] }): FormSection[] {
  const { form, countries } = props
  const t = useTranslations('shortLinks.fields')
  const sections = useTranslations('shortLinks.sections')
  const section = (id: SectionId, fields: FormSection['fields']): FormSection => ({
    id,
    title: sections(`${id}.title`),
    sentence: sections(`${id}.sentence`),
    fields,
  })
  return [
    section('destination', <DestinationFields {...props} />),
    section('organize', <OrganizeFields {...props} />),
    section(
      'utm',
      <>
        <FieldPair>
          <TextField form={form} name="utm_source" label={t('utmSource')} placeholder="newsletter" />
          <TextField form={form} name="utm_medium" label={t('utmMedium')} placeholder="email" />
        </FieldPair>
        <FieldPair>
          <TextField form={form} name="utm_campaign" label={t('utmCampaign')} placeholder="spring_sale" />
          <TextField form={form} name="utm_term" label={t('utmTerm')} />
        </FieldPair>
        <TextField form={form} name="utm_content" label={t('utmContent')} />
      </>,
    ),
    section(
      'targeting',
      <>
        <FieldPair>
          <TextField form={form} name="ios" label={t('ios')} type="url" placeholder="https://" />
          <TextField form={form} name="android" label={t('android')} type="url" placeholder="https://" />
        </FieldPair>
        <TargetsField
          field={form.field('targets')}
          value={form.value('targets')}
          onChange={(targets) => form.set('targets', targets)}
          countries={countries}
        />
      </>,
    ),
    section(
      'availability',
      <>
        <FieldPair>
          <TextField form={form} name="expiresAt" label={t('expiresAt')} type="datetime-local" />
          <TextField
            form={form}
            name="expiredUrl"
            label={t('expiredUrl')}
            help={t('expiredUrlHelp')}
            type="url"
            placeholder="https://"
          />
        </FieldPair>
        <TextField form={form} name="password" label={t('password')} help={t('passwordHelp')} />
      </>,
    ),
    section(
      'test',
      <VariantsField
        field={form.field('testVariants')}
        value={form.value('testVariants')}
        onChange={(variants) => form.set('testVariants', variants)}
        url={form.value('url')}
      />,
    ),
    section(
      'preview',
      <>
        <Checkbox {...form.check('proxy')} label={t('proxy')} help={t('proxyHelp')} />
        <TextField form={form} name="title" label={t('title')} />
        <Field {...form.field('description')} label={t('description')}>
          {(control) => <TextArea {...control} {...form.input('description')} rows={2} />}
        </Field>
        <TextField
          form={form}
          name="image"
          label={t('image')}
          help={t('imageHelp')}
          type="url"
          placeholder="https://"
        />
      </>,
    ),
    section('qr', <QrFields form={form} />),
    section(
      'advanced',
      <>
        <FieldPair>
          <TextField form={form} name="externalId" label={t('externalId')} help={t('externalIdHelp')} />
          <TextField form={form} name="tenantId" label={t('tenantId')} help={t('tenantIdHelp')} />
        </FieldPair>
        <Checkbox {...form.check('trackConversion')} label={t('trackConversion')} help={t('trackConversionHelp')} />
        <Checkbox {...form.check('doIndex')} label={t('doIndex')} help={t('doIndexHelp')} />
      </>,
    ),
  ]
}

type SectionId =
  'destination' | 'organize' | 'utm' | 'targeting' | 'availability' | 'test' | 'preview' | 'qr' | 'advanced'
