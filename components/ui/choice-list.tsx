import type { ReactNode } from 'react'

/** A choice of one out of a few, each with a sentence to explain it. */
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
            <div
              key={choice.value}
              className="relative flex items-start gap-3 bg-surface-raised px-3 py-2.5 has-checked:bg-accent-soft"
            >
              <input
                id={id}
                type="radio"
                name={name}
                value={choice.value}
                checked={choice.value === value}
                onChange={() => onChange(choice.value)}
                aria-describedby={`${id}-sentence`}
                className="relative z-10 mt-0.5 size-4 shrink-0 accent-accent"
              />
              <div>
                {/* Makes the whole card clickable. */}
                <label htmlFor={id} className="block font-medium after:absolute after:inset-0 after:cursor-pointer">
                  {choice.label}
                </label>
                <p id={`${id}-sentence`} className="text-sm text-muted">
                  {choice.sentence}
                </p>
              </div>
            </div>
          )
        })}
      </div>
    </fieldset>
  )
}
