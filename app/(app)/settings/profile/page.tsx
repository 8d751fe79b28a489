import type { Metadata } from 'next'
import { Profile } from '@/components/account/profile'
import { getProfile } from '@/lib/api/app/profile'
import { personChoices } from '../../../choices'
import { signedInCaller } from '../../caller'
import { firstAnswer } from '../../first'

export const metadata: Metadata = { title: 'Profile' }

export default async function ProfilePage() {
  const { data, problem } = await firstAnswer(getProfile, await signedInCaller(), '')
  // Nothing that somebody typed could be wrong with it: the error page has the number.
  if (problem) throw new Error(problem.message)
  return <Profile profile={data} choices={personChoices} />
}
