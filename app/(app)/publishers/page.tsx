import type { Metadata } from 'next'
import { publishersQuestion } from '@/components/publishers/question'
import { Publishers } from '@/components/publishers/publishers'
import { publisherDirectory } from '@/lib/api/app/publishers/directory'
import { callerWith, paramsOf, type PageProps } from '../caller'
import { firstAnswer } from '../first'

export const metadata: Metadata = { title: 'Publishers' }

export default async function PublishersPage(props: PageProps) {
  const params = await paramsOf(props)
  return <Publishers first={await firstAnswer(publisherDirectory, await callerWith('publisherUsers:read'), publishersQuestion(params))} />
}
