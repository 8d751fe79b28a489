import type { ReactNode } from 'react'

/** One of a few that need a sentence each. */
export function ChoiceList<Value extends string>({
  name,
  legend,
  choices,
  value,
  onChange,
}: {
  name: string
  legend: string
  choices: readonly { value: Value; label: string; sentence: ReactNode }[]
  value: Value
  onChange: (value: Value) => void
}) {
  return (
    <fieldset>
      <legend className="mb-1.5 font-medium">{legend}</legend>
      <div className="divide-y overflow-hidden rounded-control border border-border-control">
        {choices.map((choice) => {
          const id = `${name}-${choice.value}`
          return (
            <label key={choice.value} htmlFor={id} className="flex cursor-pointer items-start gap-3 bg-surface-raised px-3 py-2.5 has-checked:bg-accent-soft">
              <input
                id={id}
                type="radio"
                name={name}
                value={choice.value}
                checked={choice.value === value}
                onChange={() => onChange(choice.value)}
                aria-describedby={`${id}-sentence`}
                className="mt-0.5 size-4 shrink-0 accent-accent"
              />
              <span>
                <span className="block font-medium">{choice.label}</span>
                <span id={`${id}-sentence`} className="block text-sm text-muted">
                  {choice.sentence}
                </span>
              </span>
            </label>
          )
        })}
      </div>
    </fieldset>
  )
}
