import { EyeOff } from 'lucide-react'
import { orNone, timeColumn } from '@/components/catalog/cells'
import { ItemLink } from '@/components/catalog/record-sheet'
import { StateBadge, stateOf } from '@/components/catalog/state-badge'
import type { Column } from '@/components/tables/column'
import { CopyButton } from '@/components/ui/copy-button'
import { share, shortTime } from '@/components/ui/format'
import { Badge } from '@/components/ui/small'
import type { Translate } from '@/messages/settings'
import type { LandingPageAnswer } from './forms'
import { ShareBar } from './share-bar'

type Row = LandingPageAnswer

/** Columns of an offer's landing pages. */
export function landingPageColumns({
  timezone,
  t,
  states,
  shares,
}: {
  timezone: string
  t: Translate<'offerParts.landingPages'>
  states: Translate<'catalog.states'>
  /** Each page's part of the clicks, from 0 to 1. Empty if it isn't known. */
  shares: ReadonlyMap<string, number>
}): Column<Row>[] {
  return [
    {
      id: 'name',
      name: t('columns.name'),
      width: '13rem',
      onPhones: true,
      sort: 'name',
      cell: ({ id, name, is_default: isDefault, hide_from_publishers: isHidden, link_test: test }) => (
        <span className="flex items-center gap-2">
          <span className="min-w-0 truncate">
            <ItemLink id={id}>{name}</ItemLink>
          </span>
          {isDefault && <Badge>{t('default')}</Badge>}
          {test?.broken_since && (
            <span title={`${t('brokenSince', { time: shortTime(test.broken_since, timezone) })} ${test.message}`}>
              <Badge tint="negative">{t('broken')}</Badge>
            </span>
          )}
          {isHidden && (
            <span title={t('hidden')}>
              <EyeOff className="size-4 text-muted" aria-hidden />
              <span className="sr-only">{t('hidden')}</span>
            </span>
          )}
        </span>
      ),
      text: ({ name }) => name,
    },
    {
      id: 'share',
      name: t('columns.share'),
      width: '10rem',
      cell: ({ id }) => {
        const part = shares.get(id)
        return part === undefined ? orNone(null) : <ShareBar part={part} />
      },
      text: ({ id }) => {
        const part = shares.get(id)
        return part === undefined ? '' : share(part, 1)
      },
    },
    {
      id: 'weight',
      name: t('columns.weight'),
      width: '5rem',
      isFigure: true,
      sort: 'weight',
      sortsDown: true,
      cell: ({ weight }) => weight,
      text: ({ weight }) => weight,
    },
    {
      id: 'url',
      name: t('columns.url'),
      width: '18rem',
      cell: ({ redirect_url: url }) => (
        <span className="flex max-w-96 items-center gap-1">
          <span className="min-w-0 truncate font-mono text-sm" title={url}>
            {url}
          </span>
          <CopyButton label={t('copyUrl')} text={() => url} className="-my-2 text-muted" />
        </span>
      ),
      text: ({ redirect_url: url }) => url,
    },
    {
      id: 'state',
      name: t('columns.state'),
      width: '6rem',
      phoneWidth: '6rem',
      onPhones: true,
      cell: (row) => <StateBadge of={row} />,
      text: (row) => states(stateOf(row)),
    },
    {
      id: 'number',
      name: t('columns.number'),
      width: '5rem',
      sort: 'incremental_id',
      cell: ({ incremental_id: number }) => <span className="font-mono text-sm">{number}</span>,
      text: ({ incremental_id: number }) => number,
    },
    {
      id: 'link_test',
      name: t('columns.linkTest'),
      width: '6rem',
      isExtra: true,
      cell: ({ link_test_enabled: isOn }) => (isOn ? t('on') : orNone(null)),
      text: ({ link_test_enabled: isOn }) => (isOn ? t('on') : ''),
    },
    timeColumn('created_at', t('columns.created'), timezone),
    timeColumn('updated_at', t('columns.updated'), timezone),
  ]
}
