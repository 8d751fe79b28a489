'use client'

import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { strong } from '@/components/account/address'
import { linkTo } from '@/components/url/page-link'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { href, keptParams } from '@/components/url/url-state'
import { useUrl } from '@/components/url/use-url'
import { useViewer } from '@/components/shell/viewer'
import type { Invited } from './invite-user'

/** Confirms the invitation, and says where its link is. `elsewhere` is the publisher whose page lists the user, when this page doesn't. */
export function InvitedNotice({
  invited,
  elsewhere,
  onClose,
}: {
  invited: Invited | null
  elsewhere: number | null
  onClose: () => void
}) {
  const t = useTranslations('users.invite')
  const { params } = useUrl()
  const { hasMail } = useViewer()
  const markup = {
    email: invited?.email ?? '',
    strong,
    users: linkTo(href(`/publishers/${elsewhere}/users`, keptParams(params))),
  }
  return (
    <output className="contents">
      {invited && (
        <Notice kind="info">
          <div className="flex items-start justify-between gap-3">
            <p>
              {t.rich(hasMail ? 'sent' : 'logged', markup)} {elsewhere !== null && t.rich('elsewhere', markup)}
            </p>
            <Button variant="ghost" shape="icon" aria-label={t('dismiss')} onClick={onClose} className="-my-2 -mr-2">
              <X aria-hidden />
            </Button>
          </div>
        </Notice>
      )}
    </output>
  )
}
