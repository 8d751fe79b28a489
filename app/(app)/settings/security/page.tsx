import type { Metadata } from 'next'
import { Security } from '@/components/account/security'
import { getSecondFactor } from '@/lib/api/app/second-factor'
import { listSessions } from '@/lib/api/app/sessions'
import { signedInCaller } from '../../caller'
import { firstAnswer } from '../../first'

export const metadata: Metadata = { title: 'Security' }

export default async function SecurityPage() {
  const caller = await signedInCaller()
  const [secondFactor, sessions] = await Promise.all([firstAnswer(getSecondFactor, caller, ''), firstAnswer(listSessions, caller, '')])
  return <Security secondFactor={secondFactor} sessions={sessions} />
}
