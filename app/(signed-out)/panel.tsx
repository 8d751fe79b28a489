import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { strong } from '@/components/account/address'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/small'

/** The card in the middle of every page for people who aren't signed in. */
export function Panel({ title, children, foot }: { title: string; children: ReactNode; foot?: ReactNode }) {
  return (
    <Card className="w-full max-w-sm space-y-5 p-6">
      <h1 className="text-lg font-semibold wrap-anywhere">{title}</h1>
      {children}
      {foot && <p className="text-sm text-muted">{foot}</p>}
    </Card>
  )
}

/** Says which account the page is about and what happens to it. */
export function AboutAccount({ email, page }: { email: string; page: 'link' | 'reset' | 'invitation' }) {
  const t = useTranslations('signIn')
  return <p className="text-muted">{t.rich(`${page}.account`, { email, strong })}</p>
}

export function BackToSignIn() {
  const t = useTranslations('signIn')
  return (
    <Link href="/sign-in" className="hit-area text-accent hover:underline">
      {t('backToSignIn')}
    </Link>
  )
}

/** Shown instead of the page when its link no longer works. `children` says how to get a new one. */
export function ExpiredLink({ children, action }: { children: ReactNode; action?: { name: string; path: string } }) {
  const t = useTranslations('signIn.expired')
  return (
    <Panel title={t('title')}>
      <p className="text-muted">
        {t('sentence')} {children}
      </p>
      <Button asChild variant="primary" className="w-full">
        <Link href={action?.path ?? '/sign-in'}>{action?.name ?? t('toSignIn')}</Link>
      </Button>
    </Panel>
  )
}

export type LinkPage = { searchParams: Promise<{ token?: string | string[] }> }
