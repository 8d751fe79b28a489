import { notFound } from 'next/navigation'
import { cache } from 'react'
import { readStatement } from '@/lib/api/v2/statements.contract'
import { callerWith } from '@/app/(app)/caller'
import { firstAnswer } from '@/app/(app)/first'

/** The statement that the path names by its number. Without one that the caller can see, the page isn't found. */
export const statementAt = cache(async (id: string) => {
  if (!/^\d+$/.test(id)) notFound()
  const statement = await firstAnswer(readStatement, await callerWith('statements:read'), '', { statementID: id })
  if (statement.problem?.status === 404) notFound()
  return statement
})
