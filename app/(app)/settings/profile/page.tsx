import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Profile } from '@/components/account/profile'
import { hasMail } from '@/lib/access/providers'
import { getProfile } from '@/lib/api/app/profile.contract'
import { personChoices } from '@/app/choices'
import { signedInCaller } from '@/app/(app)/caller'
import { firstAnswer } from '@/app/(app)/first'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('account.profile')
  return { title: t('title') }
}

export default async function ProfilePage() {
  const { data, problem } = await firstAnswer(getProfile, await signedInCaller(), '')
  // The request has no input to correct, so this is our fault. The error page shows its ID.
  if (problem) throw new Error(problem.message)
  return <Profile profile={data} choices={personChoices} hasMail={hasMail()} />
}
