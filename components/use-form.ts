'use client'

import { useId, useState, type FormEvent } from 'react'
import { textOf } from './form-data'
import { fieldSentence, problemFrom } from './problem'

/** What's wrong with a field's value, in words; undefined when it's fine. */
export type Rule = (value: string) => string | undefined
type Texts = Readonly<Record<string, string | undefined>>

/** Trims everything except passwords, which may start or end with a space. */
const given = (data: FormData, name: string): string =>
  name.includes('password') ? textOf(data, name) : textOf(data, name).trim()

/**
 * A form with uncontrolled fields, named as in the API. Checks each field on blur and all of them on submit, shows the server's errors at
 * the fields they name and the rest above the form, focuses the first invalid field, keeps the input, and can't be sent twice.
 * @param rules what to check before sending, for every field
 * @param act sends the form; resolves to 'leaving' if the page is about to change, which keeps the button busy
 */
export function useForm<Name extends string>(
  rules: Readonly<Record<Name, Rule>>,
  act: (values: Record<Name, string>) => Promise<'leaving' | void>,
) {
  // Two forms on a page may have fields with the same name.
  const id = useId()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const [errors, setErrors] = useState<Texts>({})
  // The object has exactly these keys.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const names = Object.keys(rules) as Name[]

  const set = (name: Name, error: string | undefined) => setErrors((known) => ({ ...known, [name]: error }))

  function show(form: HTMLFormElement, wrong: Texts) {
    setErrors(wrong)
    const first = [...form.elements].find((element) => wrong[element.getAttribute('name') ?? ''] !== undefined)
    // A combobox's value is in a hidden input. Its button has the field's ID.
    const control = first && (document.getElementById(`${id}${first.getAttribute('name')}`) ?? first)
    if (control instanceof HTMLElement) control.focus()
  }

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    if (busy) return
    const form = event.currentTarget
    const data = new FormData(form)
    // Built from exactly the names in the type.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    const values = Object.fromEntries(names.map((name) => [name, given(data, name)])) as Record<Name, string>
    const wrong = Object.fromEntries(names.map((name) => [name, rules[name](values[name])]))
    if (Object.values(wrong).some(Boolean)) {
      show(form, wrong)
      return
    }
    setBusy(true)
    setProblem(null)
    setErrors({})
    try {
      if ((await act(values)) !== 'leaving') setBusy(false)
    } catch (error) {
      setBusy(false)
      const { message, details } = problemFrom(error)
      const here = details.filter(({ field }) => names.some((name) => name === field))
      if (here.length > 0)
        show(form, Object.fromEntries(here.map((detail) => [detail.field, fieldSentence(detail.message)])))
      else setProblem(message)
    }
  }

  return {
    busy,
    /** An error that isn't about one of the fields. */
    problem,
    // `post`, so that nothing typed ends up in the URL if the form is sent before the scripts load.
    props: {
      method: 'post' as const,
      onSubmit: (event: FormEvent<HTMLFormElement>) => void submit(event),
      noValidate: true,
    },
    /** Props for Field. */
    field: (name: Name) => ({ name, id: `${id}${name}`, error: errors[name] }),
    /** Props for the control inside it. */
    input: (name: Name) => ({
      onBlur: ({ target: { value } }: { target: { value: string } }) =>
        value !== '' && set(name, rules[name](name.includes('password') ? value : value.trim())),
      onChange: () => set(name, undefined),
    }),
  }
}
