'use client'

import { ChevronRight } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { LinkOptions } from '@/lib/api/app/link-options.contract'
import { useViewer } from '@/components/shell/viewer'
import { Field, Input, Select } from '@/components/ui/field'
import { addressOf, sourceNames, subIdNames, type LinkChoice } from './link'
import { SubIdField } from './sub-id-field'

type Props = {
  options: LinkOptions
  choice: LinkChoice
  /** What's wrong with the deep link. */
  fault: 'address' | 'host' | null
  onChange: (changes: Partial<LinkChoice>) => void
}

/** What a link can consist of. Only what there's a choice of, and first what most links need. */
export function LinkFields({ options, choice, fault, onChange }: Props) {
  const t = useTranslations('links.fields')
  const more = useTranslations('links.more')
  const { landingPages, deepLinkHosts, addresses, campaigns, publisher } = options
  const domain = useTranslations('links.domains')
  const isOwn = useViewer().publisher !== null
  const hosts = useFormatter().list(deepLinkHosts ?? [], { type: 'disjunction' })
  const subIdProps = (name: (typeof subIdNames)[number]) => ({
    name,
    publisher: publisher.number,
    value: choice[name],
    onChange: (value: string) => onChange({ [name]: value }),
  })
  return (
    <div className="mt-5 space-y-4 border-t pt-5">
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <SubIdField {...subIdProps('sub_id')} label={t('subIdFirst')} help={t('subIdHelp')} />
        {landingPages.length > 1 && (
          <Field name="lp" label={t('landingPage')}>
            {(control) => (
              <Select {...control} value={choice.lp} onChange={({ target }) => onChange({ lp: target.value })}>
                <option value="">{t('landingPageAny')}</option>
                {landingPages.map(({ number, name, isDefault }) => (
                  <option key={number} value={number}>
                    {isDefault ? t('landingPageNamed', { name }) : name}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        )}
        {addresses.length > 1 && (
          <Field name="address" label={t('domain')}>
            {(control) => (
              <Select
                {...control}
                value={addressOf(options, choice)?.url}
                onChange={({ target }) => onChange({ address: target.value })}
              >
                {addresses.map(({ kind, url }) => (
                  <option key={url} value={url}>
                    {domain(kind === 'own' && !isOwn ? 'theirs' : kind, { host: new URL(url).host })}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        )}
      </div>
      {deepLinkHosts && (
        <Field
          name="redirect_url"
          label={t('deepLink')}
          help={t('deepLinkHelp', { hosts })}
          error={fault === 'host' ? t('deepLinkHost', { hosts }) : fault ? t('deepLinkAddress') : undefined}
        >
          {(control) => (
            <Input
              {...control}
              type="url"
              inputMode="url"
              value={choice.redirect_url}
              maxLength={2048}
              placeholder="https://"
              autoComplete="off"
              onChange={({ target }) => onChange({ redirect_url: target.value })}
            />
          )}
        </Field>
      )}
      <More title={more('subIds')}>
        {subIdNames.slice(1).map((name, index) => (
          <SubIdField key={name} {...subIdProps(name)} label={t('subId', { number: String(index + 2) })} />
        ))}
      </More>
      <More title={more('source')}>
        {campaigns.length > 0 && (
          <Field name="campaign" label={t('campaign')}>
            {(control) => (
              <Select
                {...control}
                value={choice.campaign}
                onChange={({ target }) => onChange({ campaign: target.value })}
              >
                <option value="">{t('noCampaign')}</option>
                {campaigns.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        )}
        {sourceNames.map((name) => (
          <Field
            key={name}
            name={name}
            label={t(name)}
            help={name === 'external_transaction_id' && t('externalTransactionIdHelp')}
          >
            {(control) => (
              <Input
                {...control}
                value={choice[name]}
                maxLength={255}
                autoComplete="off"
                onChange={({ target }) => onChange({ [name]: target.value })}
              />
            )}
          </Field>
        ))}
      </More>
    </div>
  )
}

/** Fields that few links need. */
function More({ title, children }: { title: string; children: ReactNode }) {
  return (
    <details className="group">
      <summary className="hit-area inline-flex cursor-pointer list-none items-center gap-1 rounded-control font-medium [&::-webkit-details-marker]:hidden">
        <ChevronRight className="size-4 text-muted group-open:rotate-90" aria-hidden />
        {title}
      </summary>
      <div className="mt-3 grid items-start gap-4 sm:grid-cols-2">{children}</div>
    </details>
  )
}
