import Link from 'next/link'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/small'

/** The card in the middle of a page for people who are not signed in. */
export function Panel({ title, children, foot }: { title: string; children: ReactNode; foot?: ReactNode }) {
  return (
    <Card className="w-full max-w-sm space-y-5 p-6">
      <h1 className="text-lg font-semibold">{title}</h1>
      {children}
      {foot && <p className="text-sm text-muted">{foot}</p>}
    </Card>
  )
}

export function BackToSignIn() {
  return (
    <Link href="/sign-in" className="hit-area text-accent hover:underline">
      Back to sign in
    </Link>
  )
}

/** In place of what a link would have opened, if it were still good. */
export function EndedLink({ children, action = { name: 'Go to sign in', path: '/sign-in' } }: { children: ReactNode; action?: { name: string; path: string } }) {
  return (
    <Panel title="This link has ended">
      <p className="text-muted">It was used already, a newer one took its place, or its time is over. {children}</p>
      <Button asChild variant="primary" className="w-full">
        <Link href={action.path}>{action.name}</Link>
      </Button>
    </Panel>
  )
}

export type LinkPage = { searchParams: Promise<{ token?: string | string[] }> }
