'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useCallback, useId, useState, type FormEvent } from 'react'
import {
  useForm as useHookForm,
  useWatch,
  type DefaultValues,
  type FieldPath,
  type FieldPathValue,
  type FieldValues,
} from 'react-hook-form'
import type { z } from 'zod'
import { fieldSentence, problemFrom } from '@/components/api/problem'

/** The page is about to change. The button stays busy until it does. */
const forever = new Promise<never>(() => {})

/**
 * A form whose fields are named as in the API. Checks each field on blur and all of them on submit, shows the server's errors at the
 * fields they name and the rest above the form, focuses the first invalid field, keeps the input, and can't be sent twice.
 * @param schema what to check before sending; its output is what `act` gets
 * @param initial the value that each field starts with
 * @param act sends the form; resolves to 'leaving' if the page is about to change
 */
export function useForm<Given extends FieldValues, Checked extends FieldValues>({
  schema,
  initial,
  act,
}: {
  schema: z.ZodType<Checked, Given>
  initial: Given & DefaultValues<Given>
  act: (values: Checked) => Promise<'leaving' | void>
}) {
  type Name = FieldPath<Given>
  // Two forms on a page may have fields with the same name.
  const id = useId()
  const [saved, setSaved] = useState(false)
  const form = useHookForm<Given, unknown, Checked>({
    resolver: zodResolver(schema),
    defaultValues: initial,
    mode: 'onSubmit',
    reValidateMode: 'onSubmit',
    // It knows only inputs, and not the buttons of comboboxes.
    shouldFocusError: false,
  })
  const { getValues, setValue, clearErrors, setError, trigger, register, formState } = form
  const { isSubmitting, isDirty, errors } = formState
  // Renders again when a value changes, for `value` below.
  useWatch({ control: form.control })
  const isName = (name: string): name is Name => Object.hasOwn(initial, name)
  const errorOf = (name: Name): string | undefined => form.getFieldState(name, formState).error?.message

  const set = useCallback(
    <N extends Name>(name: N, value: FieldPathValue<Given, N>) => {
      clearErrors(name)
      setValue(name, value, { shouldDirty: true })
    },
    [clearErrors, setValue],
  )
  const listen = (name: Name) => {
    const { ref, onBlur, onChange } = register(name, {
      onChange: () => clearErrors(name),
      onBlur: ({ target }: { target: { value: string } }) => {
        if (target.value !== '') void trigger(name)
      },
    })
    return { name, ref, onBlur, onChange }
  }
  function focusFirst(element: HTMLFormElement, wrong: readonly string[]) {
    const ids = new Set(wrong.map((name) => id + name))
    const first = [...element.querySelectorAll<HTMLElement>('[id]')].find((candidate) => ids.has(candidate.id))
    const control = first instanceof HTMLFieldSetElement ? first.querySelector('input') : first
    control?.focus()
  }
  async function send(element: HTMLFormElement, values: Checked) {
    try {
      if ((await act(values)) === 'leaving') await forever
    } catch (error) {
      const { message, details } = problemFrom(error)
      const here = details.flatMap((detail) => (isName(detail.field) ? [{ ...detail, field: detail.field }] : []))
      if (here.length === 0) setError('root', { message })
      for (const detail of here) setError(detail.field, { message: fieldSentence(detail.message) })
      focusFirst(
        element,
        here.map(({ field }) => field),
      )
    }
  }
  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    if (isSubmitting) return
    const element = event.currentTarget
    await form.handleSubmit(
      (values) => send(element, values),
      (wrong) => focusFirst(element, Object.keys(wrong)),
    )()
  }

  return {
    busy: isSubmitting,
    /** An error that isn't about one of the fields. */
    problem: errors.root?.message ?? null,
    /** There's something to save. */
    isDirty,
    /** What the form shows is what the server has. */
    saved: saved && !isDirty,
    /** Call when the values are saved. */
    settle: () => {
      form.reset(getValues(), { keepValues: true })
      setSaved(true)
    },
    /** Back to the initial values. */
    clear: () => form.reset(),
    // `post`, so that nothing typed ends up in the URL if the form is sent before the scripts load.
    props: {
      method: 'post' as const,
      onSubmit: (event: FormEvent<HTMLFormElement>) => void submit(event),
      noValidate: true,
    },
    /** Props for Field. */
    field: (name: Name) => ({ name, id: id + name, error: errorOf(name) }),
    /** Props for a control of text inside it. Keeps what people type before the page wakes up. */
    input: (name: Name) => ({ ...listen(name), defaultValue: String(initial[name]) }),
    /** Props for a checkbox. */
    check: (name: Name) => ({ ...listen(name), defaultChecked: initial[name] === true }),
    /** The current value, for controls that aren't the browser's own. */
    value: <N extends Name>(name: N): FieldPathValue<Given, N> => getValues(name),
    /** Changes it. */
    set,
  }
}
