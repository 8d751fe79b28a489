import type { ComponentProps, ReactNode } from 'react'
import type { Column } from '@/components/tables/column'
import type { ItemList } from './item-list'
import type { RecordRow } from './record-list'

/** Terms between a publisher and an offer, as one of the two lists them. */
export type TermsOf<Row extends RecordRow & { updated_at: string }, FormState, Initial> = Pick<
  ComponentProps<typeof ItemList<Row>>,
  'listing' | 'first' | 'nameOf' | 'words' | 'newSentence' | 'emptySentence' | 'filters'
> & {
  /** What differs from row to row: the offer, or the publisher. */
  about: Column<Row>
  /** Whether the viewer can create any. */
  isEditable: boolean
  /** Whether the viewer can change this one, where that differs. */
  canEdit?: (row: Row) => boolean
  /** What a new one starts with: who lists them. */
  initial: Initial
  /** The fields that say what one is for. Null is a new one. */
  renderSubject: (form: FormState, row: Row | null) => ReactNode
}
