import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { headers } from 'next/headers'
import { ApiKeys } from '@/components/api-keys/api-keys'
import { listApiKeys } from '@/lib/api/app/api-keys.contract'
import { signedInCaller } from '@/app/(app)/caller'
import { firstAnswer } from '@/app/(app)/first'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('apiKeys')
  return { title: t('title') }
}

/** The origin the browser used for this page, which curl on the same machine can use too. The server sets both headers: lib/front/forwarded.ts. */
async function originOf(): Promise<string> {
  const given = await headers()
  return `${given.get('x-forwarded-proto')}://${given.get('x-forwarded-host')}`
}

export default async function ApiKeysPage() {
  const caller = await signedInCaller()
  const [first, origin] = await Promise.all([firstAnswer(listApiKeys, caller, ''), originOf()])
  return <ApiKeys first={first} origin={origin} />
}
