import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { publishersQuestion } from '@/components/publishers/question'
import { Publishers } from '@/components/publishers/publishers'
import { publisherDirectory } from '@/lib/api/app/publishers/directory.contract'
import { callerWith, paramsOf, type PageProps } from '@/app/(app)/caller'
import { firstAnswer } from '@/app/(app)/first'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('publishers')
  return { title: t('title') }
}

export default async function PublishersPage(props: PageProps) {
  const params = await paramsOf(props)
  return (
    <Publishers
      first={await firstAnswer(publisherDirectory, await callerWith('publisherUsers:read'), publishersQuestion(params))}
    />
  )
}
