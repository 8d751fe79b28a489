import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { nextPath } from '@/components/sign-in/next-path'
import { SignInForm } from '@/components/sign-in/sign-in-form'
import { currentCaller } from '@/lib/access/page'
import { hasMail, signInProviders } from '@/lib/access/providers'
import { needsSetup } from '@/lib/access/setup'
import { Panel } from '@/app/(signed-out)/panel'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('signIn.form')
  return { title: t('title') }
}

type Params = { next?: string | string[]; error?: string | string[] }
const first = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value)

export default async function SignInPage({ searchParams }: { searchParams: Promise<Params> }) {
  const { next, error } = await searchParams
  const target = nextPath(first(next))
  if (await currentCaller()) redirect(target)
  if (await needsSetup()) redirect('/setup')
  const t = await getTranslations('signIn.form')
  return (
    <Panel title={t('title')}>
      <SignInForm next={target} providers={signInProviders()} hasMail={hasMail()} error={first(error) ?? null} />
    </Panel>
  )
}
