import { useTranslations } from 'next-intl'
import type { Entity } from '@/lib/reports/entity'
import { cn } from '@/components/ui/cn'
import { none } from './value-columns'
import type { Column } from '@/components/tables/column'
import { UrlLink } from '@/components/url/url-link'
import { withQuestion } from '@/components/url/url-state'
import { useUrl } from '@/components/url/use-url'

/** A publisher's name, which shows only theirs or, if that's so already, all publishers' again. */
export function PublisherLink({
  publisher,
  className,
}: {
  publisher: { id: number | string; name: string }
  className?: string
}) {
  const t = useTranslations('clicks.daily')
  const { params } = useUrl()
  const isChosen = params.get('publisher') === String(publisher.id)
  return (
    <UrlLink
      to={withQuestion(params, { publisher: isChosen ? null : String(publisher.id) })}
      title={isChosen ? t('showAllPublishers') : t('onlyPublisher', { publisher: publisher.name })}
      className={cn('decoration-border-control underline-offset-4 hover:underline', className)}
    >
      {publisher.name}
    </UrlLink>
  )
}

/** A column for people who see several publishers. */
export function usePublisherColumn<Row extends { publisher: Entity | null }>(): Column<Row> {
  const t = useTranslations('clicks.columns')
  return {
    id: 'publisher',
    name: t('publisher'),
    width: '10rem',
    cell: ({ publisher }) => (publisher ? <PublisherLink publisher={publisher} /> : none),
    text: ({ publisher }) => publisher?.name ?? '',
  }
}
