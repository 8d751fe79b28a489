import { useViewer } from '@/components/shell/viewer'
import type { Column } from '@/components/tables/column'
import { shortTime } from '@/components/ui/format'
import { UrlLink } from '@/components/url/url-link'
import { useUrl } from '@/components/url/use-url'
import { opened, type OpenKey } from './log'

/**
 * The first column of a log: the time in the organization's zone, as a link to the row's details. Phones leave out the seconds if there's no room
 * for them.
 */
export function useTimeColumn<Row extends { id: string; time: string }>({
  name,
  label,
  opens = 'item',
  secondsOnPhones = false,
  phoneWidth = secondsOnPhones ? '9rem' : '7.75rem',
}: {
  name: string
  /** What the link is called. */
  label: (time: string) => string
  opens?: OpenKey
  secondsOnPhones?: boolean
  /** Narrower if checkboxes come before it. */
  phoneWidth?: string
}): Column<Row> {
  const { params } = useUrl()
  const { timezone } = useViewer().organization
  return {
    id: 'time',
    name,
    width: '9.5rem',
    phoneWidth,
    onPhones: true,
    zone: timezone,
    cell: (row) => {
      const time = shortTime(row.time, timezone)
      return (
        <UrlLink to={opened(params, opens, row.id)} className="tabular-nums" aria-label={label(time)}>
          {secondsOnPhones ? (
            time
          ) : (
            <>
              {time.slice(0, -3)}
              <span className="max-md:hidden">{time.slice(-3)}</span>
            </>
          )}
        </UrlLink>
      )
    },
    text: ({ time }) => time,
  }
}
