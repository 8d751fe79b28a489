'use client'

import type { ReactNode } from 'react'
import type { LinkChoices } from '@/lib/api/app/links.contract'
import type { LinkValues } from './forms'
import { LinkPreview } from './preview'

/** A link's form beside what the link will be. On narrow screens, the preview is below. */
export function SideBySide({
  values,
  saved,
  choices,
  isSaved,
  children,
}: {
  values: LinkValues
  /** What's saved, or what a new link starts with. */
  saved: LinkValues
  choices: LinkChoices
  isSaved: boolean
  children: ReactNode
}) {
  const address = choices.domains.find(({ host }) => host === values.domain)?.address ?? `https://${values.domain}/`
  return (
    <div className="gap-8 xl:grid xl:grid-cols-[minmax(0,1fr)_19rem]">
      <div className="min-w-0">{children}</div>
      <aside className="max-xl:mt-4">
        <div className="sticky top-20">
          <LinkPreview values={values} saved={saved} address={address} isSaved={isSaved} />
        </div>
      </aside>
    </div>
  )
}
