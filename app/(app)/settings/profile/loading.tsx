import { useTranslations } from 'next-intl'
import { SettingsSkeleton } from '@/components/account/skeleton'

export default function ProfileLoading() {
  const t = useTranslations('account.profile')
  return <SettingsSkeleton title={t('title')} sentence={t('sentence')} />
}
