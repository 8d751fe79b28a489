'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { allOffersResource, offersResource, type OfferAnswer } from '@/lib/api/v2/offers.contract'
import { call } from '@/components/api/call'
import { CreateForm } from '@/components/catalog/record-form'
import { recordHref } from '@/components/catalog/record-list'
import { ReferenceField } from '@/components/catalog/reference-field'
import { useForm } from '@/components/forms/use-form'
import { PageFrame } from '@/components/shell/page-frame'
import { useViewer } from '@/components/shell/viewer'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/field'
import { Blank } from '@/components/ui/notice'
import { Card } from '@/components/ui/small'
import { PageLink } from '@/components/url/page-link'
import { useUrl } from '@/components/url/use-url'
import { newOfferForm, offerValues } from './forms'
import { offerPath } from './listing'
import { useOfferSections, type OfferChoices } from './offer-fields'
import { integrations } from './sources'

const { create } = offersResource.contracts
const { list, read } = allOffersResource.contracts

type Integration = { id: string; name: string }
type Props = {
  /** The offer to copy. */
  from: OfferAnswer | null
  /** The advertiser that it's for, if the link here says so. */
  advertiser: { id: string; name: string } | null
  /** The first integrations. There's nothing to choose from one. */
  known: readonly [Integration, ...Integration[]]
  choices: OfferChoices
}

function NewOfferForm({ from, advertiser, known, choices }: Props) {
  const t = useTranslations('offers.create')
  const fields = useTranslations('offers.fields')
  const { params } = useUrl()
  const router = useRouter()
  const client = useQueryClient()
  const { currency } = useViewer().organization
  const [chosen, setChosen] = useState(from?.integration ?? known[0])
  const [copiesPages, setCopiesPages] = useState(true)
  const blank = offerValues(from)
  const form = useForm({
    form: newOfferForm,
    initial: from
      ? // IDs in other systems are unique.
        { ...blank, external_id: '', name: t('copyOf', { name: from.name }) }
      : {
          ...blank,
          currency,
          advertiser_id: advertiser?.id ?? '',
          default_payout: { ...blank.default_payout, payout: '', revenue: '' },
        },
    empty: { name: t('nameMissing'), advertiser_id: t('advertiserMissing') },
    async act(body) {
      const { created_item_id: offerID } = await call(create, {
        params: { integrationID: chosen.id },
        body: from && copiesPages ? { ...body, copy_landing_pages_of: from.id } : body,
      })
      const { data } = await call(read, { params: { offerID } })
      form.settle()
      await client.invalidateQueries({ queryKey: [list.id] })
      router.push(recordHref(offerPath(data.incremental_id), params, 'offer'))
      return 'leaving'
    },
  })
  const sections = useOfferSections({
    form,
    offer: from,
    ...choices,
    integration: known.length > 1 && (
      <ReferenceField
        field={{ name: 'integration_id', id: 'integration_id', error: undefined }}
        label={fields('integration')}
        help={fields('integrationHelp')}
        source={integrations}
        value={chosen.id}
        onChange={(id) => setChosen({ id, name: id })}
        known={{ value: chosen.id, label: chosen.name }}
        search={fields('searchIntegrations')}
      />
    ),
    more: from && (
      <Checkbox
        id="copy_landing_pages"
        name="copy_landing_pages"
        label={t('copyPages')}
        help={t('copyPagesHelp')}
        checked={copiesPages}
        onChange={({ target }) => setCopiesPages(target.checked)}
      />
    ),
  })
  return (
    <CreateForm
      form={form}
      sections={sections}
      words={{ submit: t('submit'), submitting: t('submitting') }}
      onCancel={() =>
        router.push(recordHref(from ? offerPath(from.incremental_id) : offerPath(), params, from ? 'offer' : undefined))
      }
    />
  )
}

/** The form that creates an offer and then opens it. With `from`, it starts as a copy of that one. */
export function NewOffer({ known: [first, ...others], ...rest }: Omit<Props, 'known'> & { known: Integration[] }) {
  const t = useTranslations('offers.create')
  const isAdmin = useViewer().role === 'admin'
  return (
    <PageFrame
      title={rest.from ? t('titleCopy') : t('title')}
      sentence={rest.from ? t('sentenceCopy', { name: rest.from.name }) : undefined}
    >
      {first ? (
        <NewOfferForm {...rest} known={[first, ...others]} />
      ) : (
        <Card>
          <Blank
            title={t('noIntegration')}
            actions={
              isAdmin && (
                <Button variant="primary" asChild>
                  <PageLink href="/integrations?new=1">{t('createIntegration')}</PageLink>
                </Button>
              )
            }
          >
            {t(isAdmin ? 'noIntegrationSentence' : 'noIntegrationViewer')}
          </Blank>
        </Card>
      )}
    </PageFrame>
  )
}
