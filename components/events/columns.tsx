import { useTranslations } from 'next-intl'
import type { EventKind, EventSummary } from '@/lib/reports/event-schema'
import { customerPage } from '@/components/logs/origin'
import { usePublisherColumn } from '@/components/logs/publisher-column'
import { useTimeColumn } from '@/components/logs/time-column'
import { moneyColumn, named, none, textColumn, useDimensionColumns } from '@/components/logs/value-columns'
import { useViewer } from '@/components/shell/viewer'
import { linkPath } from '@/components/short-links/listing'
import type { Column } from '@/components/tables/column'
import { PageLink } from '@/components/url/page-link'

const linkClass = 'decoration-border-control underline-offset-4 hover:underline'

/** The link that an event came by, and who it's of. Their names open their pages. */
function useOriginColumns(): {
  link: Column<EventSummary>
  customer: Column<EventSummary>
  trigger: Column<EventSummary>
} {
  const t = useTranslations('events')
  const names = useTranslations('logs.origin')
  const { dimensionColumn, plain } = useDimensionColumns<EventSummary>()
  return {
    link: {
      id: 'link',
      name: names('link'),
      width: '12rem',
      cell: ({ link }) => {
        if (!link) return <span className="text-muted">{names('trackingLink')}</span>
        if (!link.canOpen) return <span title={link.name}>{link.name}</span>
        return (
          <PageLink href={linkPath(link.id)} title={t('openLink', { link: link.name })} className={linkClass}>
            {link.name}
          </PageLink>
        )
      },
      text: ({ link }) => link?.name ?? '',
    },
    customer: {
      id: 'customer',
      name: names('customer'),
      width: '11rem',
      cell: ({ customer }) => {
        if (!customer) return none
        if (customer.id === null) return <span title={customer.name}>{customer.name}</span>
        return (
          <PageLink
            href={customerPage(customer.id)}
            title={t('openCustomer', { name: customer.name })}
            className={linkClass}
          >
            {customer.name}
          </PageLink>
        )
      },
      text: ({ customer }) => customer?.name ?? '',
    },
    trigger: dimensionColumn('trigger', '6rem', ({ trigger }) => (trigger ? plain('trigger', trigger) : null)),
  }
}

/** Columns of clicks, leads, or sales. Times are in the organization's zone. */
export function useEventLogColumns(kind: EventKind): Column<EventSummary>[] {
  const t = useTranslations('events')
  const { dimensionColumn, plain } = useDimensionColumns<EventSummary>()
  const { seesMany, role } = useViewer()
  const publisher = usePublisherColumn<EventSummary>()
  const { link, customer, trigger } = useOriginColumns()
  const isClicks = kind === 'clicks'
  const time = useTimeColumn<EventSummary>({
    name: t('columns.time'),
    label: (at) => t(`open.${kind}`, { time: at }),
    opens: isClicks ? 'click' : 'item',
  })
  const offer = dimensionColumn('offer', '10rem', (row) => row.offer && named(row.offer))
  const advertiser = dimensionColumn('advertiser', '9rem', (row) => row.advertiser && named(row.advertiser))
  const network = dimensionColumn('network', '8rem', (row) => row.network && named(row.network))
  const campaign = dimensionColumn('campaign', '10rem', (row) => row.campaign && named(row.campaign))
  const country = dimensionColumn('country', '8rem', (row) => plain('country', row.country))
  const device = dimensionColumn('device', '6rem', (row) => plain('device', row.device))
  const payout = moneyColumn<EventSummary>('payout', t('columns.payout'), (row) => row.payout)
  const revenue =
    role === 'publisher' ? [] : [moneyColumn<EventSummary>('revenue', t('columns.revenue'), (row) => row.revenue)]
  const name = textColumn<EventSummary>('name', t('columns.name'), '8rem', (row) => row.name)
  const onPhones = { onPhones: true, wraps: true } as const
  const rest = [
    textColumn<EventSummary>('city', t('columns.city'), '8rem', ({ city }) => city, { isExtra: true }),
    dimensionColumn('browser', '8rem', ({ browser }) => plain('browser', browser), { isExtra: true }),
    dimensionColumn('os', '8rem', ({ os }) => plain('os', os), { isExtra: true }),
    { ...advertiser, isExtra: true },
    { ...network, isExtra: true },
    { ...campaign, isExtra: true },
    textColumn<EventSummary>('sub_id', t('columns.subId'), '7rem', ({ subId }) => subId, {
      isExtra: true,
      isCode: true,
    }),
    textColumn<EventSummary>('url', t('columns.url'), '16rem', ({ url }) => url, { isExtra: true }),
    textColumn<EventSummary>('id', t(`columns.id.${kind}`), '20rem', ({ id }) => id, { isExtra: true, isCode: true }),
  ]
  const referrer = dimensionColumn('referer', '9rem', (row) =>
    row.refererHost ? plain('referer', row.refererHost) : null,
  )
  const external = textColumn<EventSummary>(
    'external_id',
    t(kind === 'sales' ? 'columns.invoice' : 'columns.externalId'),
    '9rem',
    ({ externalId }) => externalId,
    { isCode: true },
  )
  const publishers = seesMany ? [publisher] : []
  switch (kind) {
    case 'clicks':
      return [
        time,
        link,
        // Phones have no room for the link, unless it leads to no offer.
        {
          ...offer,
          onPhones: true,
          cell: (row) =>
            !row.offer && row.link ? (
              <>
                <span className="md:hidden">{row.link.name}</span>
                <span className="max-md:hidden">{none}</span>
              </>
            ) : (
              offer.cell(row)
            ),
        },
        ...publishers,
        { ...country, onPhones: true },
        device,
        trigger,
        referrer,
        customer,
        { ...payout, isExtra: true },
        ...revenue.map((column) => ({ ...column, isExtra: true })),
        ...rest,
      ]
    case 'leads':
      return [
        time,
        { ...name, ...onPhones },
        { ...customer, ...onPhones },
        offer,
        ...publishers,
        link,
        payout,
        ...revenue,
        country,
        device,
        { ...trigger, isExtra: true },
        { ...referrer, isExtra: true },
        { ...external, isExtra: true },
        ...rest,
      ]
    case 'sales':
      return [
        time,
        name,
        { ...customer, ...onPhones },
        moneyColumn<EventSummary>('amount', t('columns.amount'), ({ amount }) => amount, onPhones),
        payout,
        ...revenue,
        external,
        offer,
        ...publishers,
        link,
        country,
        { ...device, isExtra: true },
        { ...trigger, isExtra: true },
        { ...referrer, isExtra: true },
        ...rest,
      ]
  }
}
