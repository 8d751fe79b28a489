import { useTranslations } from 'next-intl'
import { TableSkeleton } from '@/components/tables/table-skeleton'

export default function ExchangeRatesLoading() {
  const t = useTranslations('exchangeRates')
  return <TableSkeleton title={t('title')} label={t('loading')} />
}
