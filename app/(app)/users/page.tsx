import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { usersQuestion } from '@/components/users/people'
import { Users } from '@/components/users/users'
import { usersResource } from '@/lib/api/v2/users.contract'
import { personChoices } from '@/app/choices'
import { callerWith, paramsOf, type PageProps } from '@/app/(app)/caller'
import { firstAnswer } from '@/app/(app)/first'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('users')
  return { title: t('title') }
}

export default async function UsersPage(props: PageProps) {
  const params = await paramsOf(props)
  const caller = await callerWith('users:read')
  const id = params.get('user')
  const [people, person] = await Promise.all([
    firstAnswer(usersResource.contracts.list, caller, usersQuestion(params)),
    id === null ? undefined : firstAnswer(usersResource.contracts.read, caller, '', { userID: id }),
  ])
  return <Users people={people} {...(person ? { person } : {})} choices={personChoices} />
}
