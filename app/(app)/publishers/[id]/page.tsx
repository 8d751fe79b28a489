import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { PublisherUsers } from '@/components/publishers/publisher-users'
import { usersQuestion } from '@/components/users/people'
import { publisherUsersResource } from '@/lib/api/v2/publisher-users.contract'
import { personChoices } from '@/app/choices'
import { callerWith, paramsOf, type PageProps } from '@/app/(app)/caller'
import { firstAnswer } from '@/app/(app)/first'
import { publisherAt } from './publisher'

type Props = PageProps & { params: Promise<{ id: string }> }

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('publishers')
  return { title: t('titleOne') }
}

export default async function PublisherPage(props: Props) {
  const [{ id }, params, caller] = await Promise.all([props.params, paramsOf(props), callerWith('publisherUsers:read')])
  const publisher = await publisherAt(id)
  const user = params.get('user')
  const [people, person] = await Promise.all([
    firstAnswer(publisherUsersResource.contracts.list, caller, usersQuestion(params), { publisherID: id }),
    user === null
      ? undefined
      : firstAnswer(publisherUsersResource.contracts.read, caller, '', { publisherID: id, publisherUserID: user }),
  ])
  return (
    <PublisherUsers publisher={publisher} people={people} {...(person ? { person } : {})} choices={personChoices} />
  )
}
