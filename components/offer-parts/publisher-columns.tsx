import { ItemLink } from '@/components/catalog/record-sheet'
import { StateBadge } from '@/components/catalog/state-badge'
import type { Column } from '@/components/tables/column'

type AboutPublisher = { id: string; archived: boolean; active?: boolean; publisher: { name: string } }

/** The publisher that something is agreed with. Opens the details. */
export const aboutPublisher = (name: string): Column<AboutPublisher> => ({
  id: 'publisher',
  name,
  width: '12rem',
  onPhones: true,
  cell: ({ id, publisher, archived }) => (
    <span className="flex items-center gap-2">
      <span className="min-w-0 truncate">
        <ItemLink id={id}>{publisher.name}</ItemLink>
      </span>
      {archived && <StateBadge of={{ archived }} />}
    </span>
  ),
  text: ({ publisher }) => publisher.name,
})
