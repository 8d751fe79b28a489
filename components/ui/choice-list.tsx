import type { ReactNode } from 'react'
import { Checkbox, FieldNote, noted } from './field'

/** A choice of one out of a few, each with a sentence to explain it. */
export function ChoiceList<Value extends string>({
  name,
  id,
  error,
  legend,
  choices,
  value,
  onChange,
}: {
  name: string
  id: string
  error?: string | undefined
  legend: string
  choices: readonly { value: Value; label: string; sentence: ReactNode }[]
  value: Value
  onChange: (value: Value) => void
}) {
  return (
    <fieldset id={id} role="radiogroup" className="space-y-1.5" {...noted(id, error)}>
      <legend className="mb-1.5 font-medium">{legend}</legend>
      <div className="divide-y overflow-hidden rounded-control border border-border-control in-aria-invalid:border-negative">
        {choices.map((choice) => {
          const own = `${id}-${choice.value}`
          return (
            <div
              key={choice.value}
              className="relative flex items-start gap-3 bg-surface-raised px-3 py-2.5 has-checked:bg-accent-soft"
            >
              <input
                id={own}
                type="radio"
                name={name}
                value={choice.value}
                checked={choice.value === value}
                onChange={() => onChange(choice.value)}
                aria-describedby={`${own}-sentence`}
                className="relative z-10 mt-0.5 size-4 shrink-0 accent-accent"
              />
              <div>
                {/* Makes the whole card clickable. */}
                <label htmlFor={own} className="block font-medium after:absolute after:inset-0 after:cursor-pointer">
                  {choice.label}
                </label>
                <p id={`${own}-sentence`} className="text-sm text-muted">
                  {choice.sentence}
                </p>
              </div>
            </div>
          )
        })}
      </div>
      <FieldNote id={id} error={error} />
    </fieldset>
  )
}

/** A choice of any number out of a few. Its legend is for screen readers. */
export function CheckList<Value extends string>({
  name,
  id,
  error,
  legend,
  choices,
  value,
  onChange,
}: {
  name: string
  id: string
  error?: string | undefined
  legend: string
  choices: readonly { value: Value; label: string }[]
  value: readonly Value[]
  onChange: (value: Value[]) => void
}) {
  const { 'aria-describedby': note } = noted(id, error)
  return (
    <fieldset id={id} className="space-y-2" aria-describedby={note}>
      <legend className="sr-only">{legend}</legend>
      {choices.map((choice) => (
        <Checkbox
          key={choice.value}
          id={`${id}-${choice.value}`}
          name={name}
          label={choice.label}
          checked={value.includes(choice.value)}
          onChange={({ target }) =>
            onChange(target.checked ? [...value, choice.value] : value.filter((other) => other !== choice.value))
          }
        />
      ))}
      <FieldNote id={id} error={error} />
    </fieldset>
  )
}
