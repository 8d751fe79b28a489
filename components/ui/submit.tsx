import type { ReactNode } from 'react'
import { Button } from './button'

const places = {
  /** Right, where a dialog's last word stands. */
  dialog: 'flex flex-wrap justify-end gap-2',
  /** Left, with what came of it beside it. */
  page: 'flex flex-wrap items-center gap-3',
  /** As wide as the form, which is all there is. */
  alone: 'grid',
} as const

/** Sends the form it stands in. */
export function Submit({
  busy,
  doing,
  said,
  danger = false,
  place,
  before,
  children,
}: {
  busy: boolean
  /** What it says meanwhile: "Saving…". */
  doing: string
  /** What came of it, said to screen readers too. Kept in the page while there is none, or they would not hear of it. */
  said?: string | false
  danger?: boolean
  place: keyof typeof places
  /** Another button before it, such as Cancel. */
  before?: ReactNode
  children: ReactNode
}) {
  return (
    <div className={places[place]}>
      {before}
      <Button variant={danger ? 'danger' : 'primary'} type="submit" busy={busy}>
        {busy ? doing : children}
      </Button>
      {said !== undefined && <output className="text-muted">{said}</output>}
    </div>
  )
}
