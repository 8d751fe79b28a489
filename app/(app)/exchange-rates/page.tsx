import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { listQuestion } from '@/components/catalog/list'
import { ExchangeRates } from '@/components/exchange-rates/exchange-rates'
import { exchangeRateListing } from '@/components/exchange-rates/listing'
import { exchangeRatesResource } from '@/lib/api/v2/exchange-rates.contract'
import { currencies } from '@/app/choices'
import { callerWith, paramsOf, type PageProps } from '@/app/(app)/caller'
import { firstAnswer } from '@/app/(app)/first'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('exchangeRates')
  return { title: t('title') }
}

export default async function ExchangeRatesPage(props: PageProps) {
  const [params, caller] = await Promise.all([paramsOf(props), callerWith('organization:manage')])
  const first = await firstAnswer(
    exchangeRatesResource.contracts.list,
    caller,
    listQuestion(exchangeRateListing, params),
  )
  return <ExchangeRates currencies={currencies} first={first} />
}
