'use client'

import { useQueryClient } from '@tanstack/react-query'
import type { FieldPath, FieldValues } from 'react-hook-form'
import type { Contract } from '@/lib/api/contract'
import type { DeclaredForm } from '@/components/forms/define'
import { useForm } from '@/components/forms/use-form'

/** A form that creates a record of a list. Once it's created, the form closes, and the list is asked for again. */
export function useCreateForm<Values extends FieldValues, Body extends FieldValues>({
  list,
  create,
  close,
  ...form
}: {
  form: DeclaredForm<Values, Body>
  initial?: Values
  empty?: Partial<Record<FieldPath<Values>, string>>
  list: Pick<Contract, 'id'>
  create: (body: Body) => Promise<unknown>
  close: () => void
}) {
  const client = useQueryClient()
  return useForm({
    ...form,
    async act(body) {
      await create(body)
      close()
      await client.invalidateQueries({ queryKey: [list.id] })
    },
  })
}
