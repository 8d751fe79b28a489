'use client'

import { useTranslations } from 'next-intl'
import { listCustomerRows, readCustomerJourney, type CustomerJourney } from '@/lib/api/app/customers.contract'
import { Fact, Facts } from '@/components/clicks/facts'
import { RecordSheet } from '@/components/catalog/record-sheet'
import { CodeFact } from '@/components/logs/facts'
import { useViewer } from '@/components/shell/viewer'
import type { Option } from '@/components/ui/fitting'
import { countryName, dateOnly, fullTime, money, number, roundedMoney } from '@/components/ui/format'
import { CustomerActs } from './acts'
import { Journey } from './journey'
import { customerName } from './name'

/** What the customer bought so far. */
function Totals({ customer }: { customer: CustomerJourney }) {
  const t = useTranslations('customers.sheet')
  const { timezone, currency } = useViewer().organization
  const { sales, sale_amount: amount, first_sale_at: first } = customer
  const figures = [
    { name: t('saleAmount'), value: roundedMoney(amount, currency), exact: money(amount, currency) },
    { name: t('sales'), value: number(sales) },
    ...(first ? [{ name: t('firstSale'), value: dateOnly(first, timezone), exact: fullTime(first, timezone) }] : []),
  ]
  return (
    <dl className="flex flex-wrap gap-x-8 gap-y-3">
      {figures.map(({ name, value, exact }) => (
        <div key={name}>
          <dt className="text-sm text-muted">{name}</dt>
          <dd title={exact} className="text-xl font-semibold tracking-tight tabular-nums">
            {value}
          </dd>
        </div>
      ))}
    </dl>
  )
}

function Details({ customer }: { customer: CustomerJourney }) {
  const t = useTranslations('customers.fields')
  const { timezone } = useViewer().organization
  return (
    <Facts title={t('title')}>
      {customer.email !== '' && customer.name !== '' && (
        <Fact name={t('email')} copy={customer.email}>
          {customer.email}
        </Fact>
      )}
      <CodeFact name={t('externalId')} value={customer.external_id} />
      <Fact name={t('country')}>
        {customer.country && <span suppressHydrationWarning>{countryName(customer.country)}</span>}
      </Fact>
      <Fact name={t('publisher')}>{customer.publisher?.name}</Fact>
      <CodeFact name={t('stripeId')} value={customer.stripe_id} />
      <CodeFact name={t('avatar')} value={customer.avatar} />
      <Fact name={t('createdAt')}>{fullTime(customer.created_at, timezone)}</Fact>
    </Facts>
  )
}

/** The customer that the URL names: what they bought, and how they came to it. */
export function CustomerSheet({ countries }: { countries: readonly Option[] }) {
  const t = useTranslations('customers')
  return (
    <RecordSheet
      read={readCustomerJourney}
      list={listCustomerRows}
      entity="customer"
      paramsOf={(id) => ({ id })}
      title={t('titleOne')}
      nameOf={customerName}
      badge={({ name, email }) => (name === '' ? null : email)}
      acts={undefined}
      wide
    >
      {(customer, reload) => (
        <>
          <Totals customer={customer} />
          {customer.can_edit && <CustomerActs customer={customer} countries={countries} reload={reload} />}
          <Journey customer={customer} />
          <Details customer={customer} />
        </>
      )}
    </RecordSheet>
  )
}
