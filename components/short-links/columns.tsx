import { Lock } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { LinkRow } from '@/lib/api/app/links.contract'
import { countColumn, orNone, timeColumn } from '@/components/catalog/cells'
import { recordHref } from '@/components/catalog/record-list'
import { useViewer } from '@/components/shell/viewer'
import type { Column } from '@/components/tables/column'
import { TagDot } from '@/components/tags/tag-dot'
import { CopyButton } from '@/components/ui/copy-button'
import { dateOnly, fullTime, money, roundedMoney } from '@/components/ui/format'
import { PageLink } from '@/components/url/page-link'
import { useUrl } from '@/components/url/use-url'
import { linkPath } from './listing'
import { withoutScheme } from './short-link'

/** Columns of the list of links. */
export function useLinkColumns(): Column<LinkRow>[] {
  const t = useTranslations('shortLinks.table')
  const { params } = useUrl()
  const { seesMany, organization } = useViewer()
  const { timezone, currency } = organization
  return [
    {
      id: 'link',
      name: t('link'),
      width: '19rem',
      onPhones: true,
      cell: ({ id, short_link: link, has_password: isLocked }) => (
        <span className="flex min-w-0 items-center gap-1">
          <PageLink
            href={recordHref(linkPath(id), params)}
            className="flex h-5 min-w-0 flex-1 flex-wrap items-baseline gap-x-1.5 overflow-hidden"
            title={withoutScheme(link)}
          >
            <ShortAddress address={withoutScheme(link)} />
          </PageLink>
          {isLocked && (
            <span title={t('hasPassword')} className="shrink-0 text-muted">
              <Lock className="size-3.5" aria-hidden />
              <span className="sr-only">{t('hasPassword')}</span>
            </span>
          )}
          <CopyButton
            label={t('copy', { link: withoutScheme(link) })}
            text={() => link}
            className="-my-2 text-muted max-md:hidden"
          />
        </span>
      ),
      text: ({ short_link: link }) => link,
    },
    {
      id: 'destination',
      name: t('destination'),
      width: '16rem',
      cell: ({ url, offer }) =>
        url === '' ? (
          orNone(offer && t('landingPage', { offer: offer.name }))
        ) : (
          <span title={url}>{withoutScheme(url)}</span>
        ),
      text: ({ url }) => url,
    },
    ...(seesMany
      ? [
          {
            id: 'publisher',
            name: t('publisher'),
            width: '9rem',
            cell: ({ publisher }: LinkRow) => orNone(publisher?.name, t('noPublisher')),
            text: ({ publisher }: LinkRow) => publisher?.name ?? '',
          },
        ]
      : []),
    { ...countColumn<LinkRow>('clicks', t('clicks'), ({ clicks }) => clicks), onPhones: true, phoneWidth: '5rem' },
    countColumn('leads', t('leads'), ({ leads }) => leads),
    countColumn('sales', t('sales'), ({ sales }) => sales),
    {
      id: 'sale_amount',
      name: t('saleAmount'),
      width: '8rem',
      isFigure: true,
      isExtra: true,
      cell: ({ sale_amount: amount }) => <span title={money(amount, currency)}>{roundedMoney(amount, currency)}</span>,
      text: ({ sale_amount: amount }) => money(amount, currency),
    },
    {
      id: 'tags',
      name: t('tags'),
      width: '9rem',
      cell: ({ tags }) =>
        orNone(
          tags.length > 0 ? (
            <span className="flex items-center gap-2 overflow-hidden" title={tags.map(({ name }) => name).join(', ')}>
              {tags.map(({ id, name, color }) => (
                <span key={id} className="inline-flex min-w-0 items-center gap-1.5">
                  <TagDot color={color} />
                  <span className="truncate">{name}</span>
                </span>
              ))}
            </span>
          ) : null,
        ),
      text: ({ tags }) => tags.map(({ name }) => name).join(', '),
    },
    { ...timeColumn('created_at', t('createdAt'), timezone), isExtra: false },
    {
      id: 'offer',
      name: t('offer'),
      width: '10rem',
      isExtra: true,
      cell: ({ offer }) => orNone(offer?.name),
      text: ({ offer }) => offer?.name ?? '',
    },
    {
      id: 'folder',
      name: t('folder'),
      width: '8rem',
      isExtra: true,
      cell: ({ folder }) => orNone(folder?.name),
      text: ({ folder }) => folder?.name ?? '',
    },
    {
      id: 'campaign',
      name: t('campaign'),
      width: '10rem',
      isExtra: true,
      cell: ({ campaign }) => orNone(campaign?.name),
      text: ({ campaign }) => campaign?.name ?? '',
    },
    {
      id: 'expires_at',
      name: t('expiresAt'),
      width: '8rem',
      isExtra: true,
      zone: timezone,
      cell: ({ expires_at: time }) =>
        orNone(time && <span title={fullTime(time, timezone)}>{dateOnly(time, timezone)}</span>),
      text: ({ expires_at: time }) => time ?? '',
    },
  ]
}

/** A link without its scheme. Its key comes first, since most links share a domain, which wraps out of sight where there's too little room. */
function ShortAddress({ address }: { address: string }) {
  const end = address.lastIndexOf('/l/') >= 0 ? address.indexOf('/l/') + 2 : address.indexOf('/')
  // A domain's own link has no key.
  if (end < 0) return <span className="truncate font-medium">{address}</span>
  return (
    <>
      <span className="max-w-full truncate font-medium">{address.slice(end + 1)}</span>
      <span className="min-w-24 flex-1 truncate text-sm text-muted">{address.slice(0, end)}</span>
    </>
  )
}
