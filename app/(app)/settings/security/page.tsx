import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Security } from '@/components/account/security'
import { getSecondFactor } from '@/lib/api/app/second-factor.contract'
import { listSessions } from '@/lib/api/app/sessions.contract'
import { signedInCaller } from '@/app/(app)/caller'
import { firstAnswer } from '@/app/(app)/first'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('account.security')
  return { title: t('title') }
}

export default async function SecurityPage() {
  const caller = await signedInCaller()
  const [secondFactor, sessions] = await Promise.all([
    firstAnswer(getSecondFactor, caller, ''),
    firstAnswer(listSessions, caller, ''),
  ])
  return <Security secondFactor={secondFactor} sessions={sessions} />
}
