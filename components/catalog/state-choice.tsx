import { useTranslations } from 'next-intl'
import { Choice } from '@/components/tables/choice'
import type { RecordState } from './state-badge'

/** Filters a list by state. Archived records only show when asked for. */
export function StateChoice({ states }: { states: readonly RecordState[] }) {
  const t = useTranslations('catalog')
  return (
    <Choice
      parameter="state"
      label={t('list.state')}
      choices={[
        { value: '', name: t('list.notArchived') },
        ...states.map((state) => ({ value: state, name: t(`states.${state}`) })),
      ]}
    />
  )
}
