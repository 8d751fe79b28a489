import { Choice } from '../tables/choice'

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

/** What only single clicks have: whether they were accepted, and who clicked. */
export function EventFilters() {
  return (
    <>
      <Choice parameter="status" label="Status" choices={choices.status} />
      <Choice parameter="bots" label="People or bots" choices={choices.bots} />
    </>
  )
}
