import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { ApiKeys } from '@/components/api-keys/api-keys'
import { listApiKeys } from '@/lib/api/app/api-keys'
import { signedInCaller } from '../../caller'
import { firstAnswer } from '../../first'

export const metadata: Metadata = { title: 'API keys' }

/** Where this page was asked for: what a curl line on the same machine has to say. */
async function originOf(): Promise<string> {
  const given = await headers()
  const host = given.get('x-forwarded-host') ?? given.get('host') ?? 'localhost:3000'
  return `${given.get('x-forwarded-proto') ?? 'http'}://${host}`
}

export default async function ApiKeysPage() {
  const caller = await signedInCaller()
  const [first, origin] = await Promise.all([firstAnswer(listApiKeys, caller, ''), originOf()])
  return <ApiKeys first={first} origin={origin} />
}
