import type { ReactNode } from 'react'
import { Button } from './button'

const places = {
  /** On the right, where dialogs have their buttons. */
  dialog: 'flex flex-wrap justify-end gap-2',
  /** On the left, with the outcome beside it. */
  page: 'flex flex-wrap items-center gap-3',
  /** As wide as the form, which is the only thing on the page. */
  alone: 'grid',
} as const

/** Submits its form. */
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
  /** The text while busy: "Saving…". */
  doing: string
  /** The outcome, announced to screen readers. Its element stays on the page while empty, or they wouldn't announce it. */
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
