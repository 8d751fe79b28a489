import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { PostbackLog } from '@/components/postback-log/postback-log'
import { readLoggedPostback } from '@/lib/api/app/postback-log/details.contract'
import { listPostbackLog } from '@/lib/api/app/postback-log/list.contract'
import { paramsOf, signedInCaller, type PageProps } from '@/app/(app)/caller'
import { firstAnswer, firstOf, labelsOf } from '@/app/(app)/first'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('postbackLog')
  return { title: t('title') }
}

export default async function PostbackLogPage(props: PageProps) {
  const params = await paramsOf(props)
  const caller = await signedInCaller()
  const id = params.get('item')
  const [first, entry, labels] = await Promise.all([
    firstOf('postbackLog', listPostbackLog, caller, params),
    id ? firstAnswer(readLoggedPostback, caller, '', { id }) : undefined,
    labelsOf(caller, params),
  ])
  return <PostbackLog first={first} {...(entry ? { entry } : {})} labels={labels} />
}
