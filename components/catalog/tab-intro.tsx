import type { ReactNode } from 'react'

/** What one of a record's pages is about, and what can be done there. */
export const TabIntro = ({ sentence, action }: { sentence: ReactNode; action?: ReactNode }) => (
  <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
    <p className="max-w-[72ch] text-muted">{sentence}</p>
    {action}
  </div>
)
