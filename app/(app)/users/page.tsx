import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { usersQuestion } from '@/components/users/people'
import { Users } from '@/components/users/users'
import { users } from '@/lib/api/v2/users'
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
    firstAnswer(users.list.contract, caller, usersQuestion(params)),
    id === null ? undefined : firstAnswer(users.read.contract, caller, '', { userID: id }),
  ])
  return <Users people={people} {...(person ? { person } : {})} choices={personChoices} />
}
