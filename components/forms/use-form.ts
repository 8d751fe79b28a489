'use client'

import { useTranslations } from 'next-intl'
import { useCallback, useId, useState, type FormEvent } from 'react'
import {
  get,
  set as setAt,
  useForm as useHookForm,
  useWatch,
  type DefaultValues,
  type FieldErrors,
  type FieldPath,
  type FieldPathValue,
  type FieldValues,
} from 'react-hook-form'
import type { Detail } from '@/lib/api/problem'
import { problemFrom } from '@/components/api/problem'
import type { DeclaredForm } from './define'
import { isEmpty, sentenceOf, sentenceWithName } from './words'

/** The page is about to change. The button stays busy until it does. */
const forever = new Promise<never>(() => {})

/**
 * A form as `defineForm` declares it. Checks each field on blur and all of them on submit, shows its own and the server's errors at the
 * fields they name and the rest above the form, focuses the first invalid field, keeps the input, and can't be sent twice.
 * @param initial the value that each field starts with
 * @param empty what to say about a field that's empty but shouldn't be
 * @param act sends the body; resolves to 'leaving' if the page is about to change
 */
export function useForm<Values extends FieldValues, Body extends FieldValues>({
  form: declared,
  initial = declared.blank,
  empty = {},
  act,
}: {
  form: DeclaredForm<Values, Body>
  initial?: Values
  empty?: Partial<Record<FieldPath<Values>, string>>
  act: (body: Body) => Promise<'leaving' | void>
}) {
  type Name = FieldPath<Values>
  const t = useTranslations('common.rules')
  // Two forms on a page may have fields with the same name.
  const id = useId()
  const [saved, setSaved] = useState(false)

  /** An error in words: at its field, or above the form. */
  function wrong(name: Name | null, detail: Detail, values: Values) {
    const message =
      name === null
        ? sentenceWithName(t, detail)
        : (isEmpty(get(values, name)) && empty[name]) || sentenceOf(t, detail.message)
    return { type: 'rule', message }
  }
  const form = useHookForm<Values, unknown, Body>({
    resolver: (values) => {
      const { body, details } = declared.checked(values)
      if (details === null) return { values: body, errors: {} }
      const errors: FieldErrors<Values> = {}
      for (const detail of details) {
        const name = declared.fieldOf(detail.field, values)
        if (get(errors, name ?? 'root') === undefined) setAt(errors, name ?? 'root', wrong(name, detail, values))
      }
      return { values: {}, errors }
    },
    // A form's fields have values of their own, never undefined.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    defaultValues: initial as DefaultValues<Values>,
    mode: 'onSubmit',
    reValidateMode: 'onSubmit',
    // It knows only inputs, and not the buttons of comboboxes.
    shouldFocusError: false,
  })
  const { getValues, setValue, clearErrors, setError, trigger, register, formState } = form
  const { isSubmitting, isDirty, errors } = formState
  // Renders again when a value changes, for `value` below.
  useWatch({ control: form.control })
  const errorOf = (name: Name): string | undefined => form.getFieldState(name, formState).error?.message

  const set = useCallback(
    <N extends Name>(name: N, value: FieldPathValue<Values, N>) => {
      clearErrors(name)
      setValue(name, value, { shouldDirty: true })
    },
    [clearErrors, setValue],
  )
  const field = (name: Name) => ({ name, id: id + name, error: errorOf(name) })
  const listen = (name: Name) => {
    const { ref, onBlur, onChange } = register(name, {
      onChange: () => clearErrors(name),
      onBlur: ({ target }: { target: { value: string } }) => {
        if (target.value !== '') void trigger(name)
      },
    })
    return { name, ref, onBlur, onChange }
  }

  /** Shows errors at the fields that are on the screen, focuses the first one, and shows the others above the form. */
  function show(element: HTMLFormElement, details: readonly Detail[], message: string) {
    const values = getValues()
    const controls = [...element.querySelectorAll<HTMLElement>('[id]')]
    const onScreen = new Set(controls.map((control) => control.id))
    const found = details.map((detail) => {
      const name = declared.fieldOf(detail.field, values, (path) => onScreen.has(id + path))
      return { name, ...wrong(name, detail, values) }
    })
    // Backwards, so that the first error about a field stays.
    for (const { name, ...error } of found.toReversed()) if (name !== null) setError(name, error)
    const above = found.filter(({ name }) => name === null).map(({ message: text }) => text)
    if (found.length === 0 || above.length > 0) setError('root', { type: 'rule', message: above.join(' ') || message })
    const ids = new Set(found.map(({ name }) => id + (name ?? '')))
    const first = controls.find((control) => ids.has(control.id))
    const control =
      first instanceof HTMLFieldSetElement
        ? (first.querySelector<HTMLElement>('input:checked') ?? first.querySelector('input'))
        : first
    control?.focus()
  }
  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    if (isSubmitting) return
    const element = event.currentTarget
    await form.handleSubmit(
      async (body) => {
        try {
          if ((await act(body)) === 'leaving') await forever
        } catch (error) {
          const { message, details } = problemFrom(error)
          show(element, details, message)
        }
      },
      () => show(element, declared.checked(getValues()).details ?? [], ''),
    )()
  }

  return {
    busy: isSubmitting,
    /** An error that isn't about one of the fields on the screen. */
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
    /** Back to the initial values, or to others. */
    clear: (to?: Values) => form.reset(to),
    // `post`, so that nothing typed ends up in the URL if the form is sent before the scripts load.
    props: {
      method: 'post' as const,
      onSubmit: (event: FormEvent<HTMLFormElement>) => void submit(event),
      noValidate: true,
    },
    /** Props for Field. */
    field,
    /** Props for a control of text inside it. Keeps what people type before the page wakes up. */
    input: (name: Name) => ({ ...listen(name), defaultValue: String(get(initial, name)) }),
    /** Props for a Checkbox. */
    check: (name: Name) => ({ ...field(name), ...listen(name), defaultChecked: get(initial, name) === true }),
    /** Props for a ChoiceList or CheckList. */
    choice: <N extends Name>(name: N) => ({
      ...field(name),
      value: getValues(name),
      onChange: (value: FieldPathValue<Values, N>) => set(name, value),
    }),
    /** The current value, for controls that aren't the browser's own. */
    value: <N extends Name>(name: N): FieldPathValue<Values, N> => getValues(name),
    /** Changes it. */
    set,
    /** All current values, for previews. */
    values: (): Values => getValues(),
  }
}
