import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { nextPath } from '@/components/sign-in/next-path'
import { SignInForm } from '@/components/sign-in/sign-in-form'
import { Card } from '@/components/ui/small'
import { currentCaller } from '@/lib/access/page'
import { needsSetup } from '@/lib/access/setup'

export const metadata: Metadata = { title: 'Sign in' }

export default async function SignInPage({ searchParams }: { searchParams: Promise<{ next?: string | string[] }> }) {
  const { next } = await searchParams
  const target = nextPath(Array.isArray(next) ? next[0] : next)
  if (await currentCaller()) redirect(target)
  if (await needsSetup()) redirect('/setup')
  return (
    <Card className="w-full max-w-sm space-y-5 p-6">
      <h1 className="text-lg font-semibold">Sign in</h1>
      <SignInForm next={target} />
      <p className="text-sm text-muted">No account, or the password is lost? Ask the admin of your organization.</p>
    </Card>
  )
}
