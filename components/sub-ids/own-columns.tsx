import { useTranslations } from 'next-intl'
import type { SubIdAnswer } from '@/lib/api/v2/sub-ids.contract'
import { orNone, timeColumn } from '@/components/catalog/cells'
import { ItemLink } from '@/components/catalog/record-sheet'
import type { Column } from '@/components/tables/column'
import { CopyButton } from '@/components/ui/copy-button'
import type { Translate } from '@/messages/settings'

/** Columns of a publisher's own list of sub IDs. */
export function ownSubIdColumns(
  t: Translate<'ownSubIds'>,
  timezone: string,
  clicks: Column<SubIdAnswer>,
): Column<SubIdAnswer>[] {
  return [
    {
      id: 'external_id',
      name: t('table.subId'),
      width: '14rem',
      onPhones: true,
      sort: 'external_id',
      cell: ({ id: itemId, external_id: id }) => (
        <span className="flex items-center gap-1">
          <ItemLink id={itemId}>
            <span className="font-mono text-sm">{id}</span>
          </ItemLink>
          <CopyButton label={t('table.copy')} text={() => id} className="-my-2 text-muted" />
        </span>
      ),
      text: ({ external_id: id }) => id,
    },
    {
      id: 'name',
      name: t('table.name'),
      width: '14rem',
      onPhones: true,
      sort: 'name',
      cell: ({ name }) => <span className="block truncate">{name}</span>,
      text: ({ name }) => name,
    },
    clicks,
    {
      id: 'description',
      name: t('table.description'),
      width: '18rem',
      cell: ({ description }) => orNone(description && <span className="block max-w-md truncate">{description}</span>),
      text: ({ description }) => description,
    },
    {
      id: 'external_link',
      name: t('table.link'),
      width: '12rem',
      cell: ({ external_link: link }) => orNone(link && <OutsideLink to={link} />),
      text: ({ external_link: link }) => link,
    },
    timeColumn('created_at', t('table.createdAt'), timezone),
    timeColumn('updated_at', t('table.updatedAt'), timezone),
  ]
}

/** A link to a page about a sub ID in another system. */
export function OutsideLink({ to }: { to: string }) {
  const t = useTranslations('ownSubIds.table')
  return (
    <a href={to} target="_blank" rel="noreferrer" className="block max-w-xs truncate text-accent hover:underline">
      {to.replace(/^https?:\/\//, '')}
      <span className="sr-only">{t('opensNew')}</span>
    </a>
  )
}
