import { useTranslations } from 'next-intl'
import { Choice } from '@/components/tables/choice'

/** Filters that only individual clicks have: their status, and humans or bots. */
export function EventFilters() {
  const t = useTranslations('clicks')
  return (
    <>
      <Choice
        parameter="status"
        label={t('status.label')}
        choices={[
          { value: '', name: t('status.any') },
          { value: 'Approved', name: t('status.Approved') },
          { value: 'Rejected', name: t('status.Rejected') },
        ]}
      />
      <Choice
        parameter="bots"
        label={t('bots.label')}
        choices={[
          { value: '', name: t('bots.any') },
          { value: 'exclude', name: t('bots.exclude') },
          { value: 'only', name: t('bots.only') },
        ]}
      />
    </>
  )
}
