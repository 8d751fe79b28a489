import { useTranslations } from 'next-intl'
import { SettingsSkeleton } from '@/components/account/skeleton'

export default function SecurityLoading() {
  const t = useTranslations('account.security')
  return <SettingsSkeleton title={t('title')} sentence={t('sentence')} />
}
