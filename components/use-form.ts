'use client'

import { useId, useState, type FormEvent } from 'react'
import { textOf } from './form-data'
import { problemFrom } from './problem'

/** What is wrong with the field's value, in words; undefined when nothing is. */
export type Rule = (value: string) => string | undefined
type Texts = Readonly<Record<string, string | undefined>>

/** Only what is typed into them is trimmed: spaces belong to a password. */
const given = (data: FormData, name: string): string => (name.includes('password') ? textOf(data, name) : textOf(data, name).trim())

/**
 * A form of uncontrolled fields, named as in the API: checks each when it is left and all when it is sent, puts what the server says at the
 * fields it names and the rest above the form, gives the first wrong field focus, keeps what was typed, and can not be sent twice.
 * @param rules what to check before sending, for every field there is
 * @param act sends it; resolves to 'leaving' when the page is about to be left, so that the button stays busy
 */
export function useForm<Name extends string>(rules: Readonly<Record<Name, Rule>>, act: (values: Record<Name, string>) => Promise<'leaving' | void>) {
  // Two forms of a page may have a field of the same name.
  const id = useId()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const [errors, setErrors] = useState<Texts>({})
  // The keys of an object with exactly these.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const names = Object.keys(rules) as Name[]

  const set = (name: Name, error: string | undefined) => setErrors((known) => ({ ...known, [name]: error }))

  function show(form: HTMLFormElement, wrong: Texts) {
    setErrors(wrong)
    const first = [...form.elements].find((element) => wrong[element.getAttribute('name') ?? ''] !== undefined)
    if (first instanceof HTMLElement) first.focus()
  }

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    if (busy) return
    const form = event.currentTarget
    const data = new FormData(form)
    // Built from exactly the names that the type says.
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
      if (here.length > 0) show(form, Object.fromEntries(here.map((detail) => [detail.field, `This ${detail.message}.`])))
      else setProblem(message)
    }
  }

  return {
    busy,
    /** What is wrong with no field in particular. */
    problem,
    // `post`: sent before the page's scripts are there, nothing that was typed may end up in the address.
    props: { method: 'post' as const, onSubmit: (event: FormEvent<HTMLFormElement>) => void submit(event), noValidate: true },
    /** For Field. */
    field: (name: Name) => ({ name, id: `${id}${name}`, error: errors[name] }),
    /** For the control in it. */
    input: (name: Name) => ({
      onBlur: ({ target: { value } }: { target: { value: string } }) => value !== '' && set(name, rules[name](name.includes('password') ? value : value.trim())),
      onChange: () => set(name, undefined),
    }),
  }
}
