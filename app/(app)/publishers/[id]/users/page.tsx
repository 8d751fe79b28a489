import { PublisherUsers } from '@/components/publishers/publisher-users'
import { usersQuestion } from '@/components/users/people'
import { publisherUsersResource } from '@/lib/api/v2/publisher-users.contract'
import { personChoices } from '@/app/choices'
import { callerWith, paramsOf, type PageProps } from '@/app/(app)/caller'
import { firstAnswer } from '@/app/(app)/first'
import { publisherAt } from '@/app/(app)/publishers/[id]/publisher'

const { list, read } = publisherUsersResource.contracts

export default async function PublisherUsersPage(props: PageProps & { params: Promise<{ id: string }> }) {
  const [{ id }, params, caller] = await Promise.all([props.params, paramsOf(props), callerWith('publisherUsers:read')])
  const publisher = await publisherAt(id)
  const user = params.get('user')
  const [people, person] = await Promise.all([
    firstAnswer(list, caller, usersQuestion(params), { publisherID: id }),
    user === null ? undefined : firstAnswer(read, caller, '', { publisherID: id, publisherUserID: user }),
  ])
  return (
    <PublisherUsers
      number={id}
      publisher={publisher}
      people={people}
      {...(person ? { person } : {})}
      choices={personChoices}
    />
  )
}
