'use client'

import { X } from 'lucide-react'
import { PageLink } from '../page-link'
import { Button } from '../ui/button'
import { Notice } from '../ui/notice'
import { href, scopeOf } from '../url-state'
import { useUrl } from '../use-url'
import type { Invited } from './invite-user'

/** That the invitation is on its way. `elsewhere` is the publisher whose page lists the person, when this one does not. */
export function InvitedNotice({ invited, elsewhere, onClose }: { invited: Invited | null; elsewhere: number | null; onClose: () => void }) {
  const { params } = useUrl()
  return (
    <output className="contents">
      {invited && (
        <Notice kind="info">
          <div className="flex items-start justify-between gap-3">
            <p>
              An invitation is on its way to <span className="font-medium wrap-anywhere">{invited.email}</span>.{' '}
              {elsewhere !== null && (
                <PageLink href={href(`/publishers/${elsewhere}`, scopeOf(params))} className="text-accent underline underline-offset-2">
                  See the users of the publisher
                </PageLink>
              )}
            </p>
            <Button variant="ghost" shape="icon" aria-label="Close the message" onClick={onClose} className="-my-2 -mr-2">
              <X aria-hidden />
            </Button>
          </div>
        </Notice>
      )}
    </output>
  )
}
