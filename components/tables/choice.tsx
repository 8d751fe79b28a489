'use client'

import { ToolbarSelect } from '@/components/ui/field'
import { withQuestion } from '@/components/url/url-state'
import { useUrl } from '@/components/url/use-url'

/** A filter with a few values, kept in the URL under its parameter. */
export function Choice({
  parameter,
  label,
  choices,
}: {
  parameter: string
  label: string
  choices: readonly { value: string; name: string }[]
}) {
  const { params, go } = useUrl()
  return (
    <ToolbarSelect
      aria-label={label}
      // Some have long names that aren't chosen.
      className="max-w-44 truncate"
      value={params.get(parameter) ?? ''}
      onChange={(event) => go(withQuestion(params, { [parameter]: event.target.value }))}
    >
      {choices.map(({ value, name }) => (
        <option key={value} value={value}>
          {name}
        </option>
      ))}
    </ToolbarSelect>
  )
}
