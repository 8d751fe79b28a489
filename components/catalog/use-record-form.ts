'use client'

import { useEffect, useEffectEvent, useRef, useState } from 'react'
import type { FieldPath, FieldValues } from 'react-hook-form'
import { ProblemError } from '@/components/api/problem'
import type { DeclaredForm } from '@/components/forms/define'
import { useForm } from '@/components/forms/use-form'
import { changedFields, differing } from './changed'

type Versioned = { updated_at: string }

/** HTTP's "Precondition Failed": the record isn't the version that the change was made to. */
const STALE = 412

/**
 * A form that edits a record. It sends only the fields that changed, and only if no one else changed the record in the meantime. If someone did,
 * `conflict` says so until the user reloads the record or overwrites it.
 */
export function useRecordForm<Values extends FieldValues, Body extends FieldValues, R extends Versioned>({
  form: declared,
  record,
  valuesOf,
  empty = {},
  send,
  reload,
}: {
  form: DeclaredForm<Values, Body>
  record: R
  /** What the form shows for a record. */
  valuesOf: (this: void, record: R) => Values
  empty?: Partial<Record<FieldPath<Values>, string>>
  /** Sends the changes. Without `ifMatch`, whatever the record is by now. */
  send: (changes: Partial<Body>, ifMatch: string | undefined) => Promise<unknown>
  /** Fetches the record as it is by now, for the whole page. */
  reload: () => Promise<R>
}) {
  /** The version that the form started from or last saved. */
  const [base, setBase] = useState(record)
  /** What someone else saved in the meantime. */
  const [theirs, setTheirs] = useState<R | null>(null)
  const overwrites = useRef(false)

  /** Sends changes to this version. Returns the record as it is by now if someone else changed the same page's fields. */
  async function attempt(changes: Partial<Body>, ifMatch: string | undefined): Promise<R | null> {
    try {
      if (Object.keys(changes).length > 0) await send(changes, ifMatch)
      return null
    } catch (error) {
      if (!(error instanceof ProblemError) || error.problem.status !== STALE) throw error
      const latest = await reload()
      // What changed is elsewhere, such as whether it's archived.
      if (latest.updated_at !== ifMatch && differing(valuesOf(base), valuesOf(latest)).length === 0)
        return attempt(changes, latest.updated_at)
      return latest
    }
  }
  const form = useForm({
    form: declared,
    initial: valuesOf(base),
    empty,
    async act(body) {
      const changes = changedFields<Body>(declared.checked(valuesOf(base)).body, body)
      const ifMatch = overwrites.current ? undefined : base.updated_at
      overwrites.current = false
      const latest = await attempt(changes, ifMatch)
      if (latest !== null) {
        setTheirs(latest)
        return
      }
      const saved = await reload()
      setTheirs(null)
      setBase(saved)
      form.settle()
    },
  })
  const { isDirty, clear } = form

  // Changes elsewhere, such as archiving, don't concern a form whose own fields stay the same.
  if (theirs === null && record.updated_at > base.updated_at) {
    if (!isDirty || differing(valuesOf(base), valuesOf(record)).length === 0) setBase(record)
  }
  const shown = useRef(base)
  const show = useEffectEvent((now: R) => {
    if (shown.current !== now && !isDirty) clear(valuesOf(now))
    shown.current = now
  })
  useEffect(() => show(base), [base])

  return {
    ...form,
    /** The fields that someone else changed, or null if no one did. */
    conflict: theirs && differing(valuesOf(base), valuesOf(theirs)),
    /** Shows what's saved, and loses what was typed. */
    discard: () => {
      const to = theirs ?? base
      setTheirs(null)
      setBase(to)
      clear(valuesOf(to))
    },
    /** Makes the next submit win over what others changed. */
    overwrite: () => {
      overwrites.current = true
    },
  }
}
