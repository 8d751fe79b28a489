import { useTranslations } from 'next-intl'
import { SettingsSkeleton } from '@/components/account/skeleton'

export default function OrganizationLoading() {
  const t = useTranslations('organization')
  return <SettingsSkeleton title={t('title')} sentence={t('sentence')} />
}
