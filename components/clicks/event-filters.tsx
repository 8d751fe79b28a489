'use client'

import { ToolbarSelect } from '../ui/field'
import { withQuestion } from '../url-state'
import { useUrl } from '../use-url'

const choices = {
  status: [
    { value: '', name: 'Any status' },
    { value: 'Approved', name: 'Approved' },
    { value: 'Rejected', name: 'Rejected' },
  ],
  bots: [
    { value: '', name: 'People and bots' },
    { value: 'exclude', name: 'People only' },
    { value: 'only', name: 'Bots only' },
  ],
} as const

function Choice({ parameter, label }: { parameter: keyof typeof choices; label: string }) {
  const { params, go } = useUrl()
  return (
    <ToolbarSelect
      aria-label={label}
      value={params.get(parameter) ?? ''}
      onChange={(event) => go(withQuestion(params, { [parameter]: event.target.value }))}
    >
      {choices[parameter].map(({ value, name }) => (
        <option key={value} value={value}>
          {name}
        </option>
      ))}
    </ToolbarSelect>
  )
}

/** What only single clicks have: whether they were accepted, and who clicked. */
export function EventFilters() {
  return (
    <>
      <Choice parameter="status" label="Status" />
      <Choice parameter="bots" label="People or bots" />
    </>
  )
}
