'use client'

import { useState, type ComponentProps } from 'react'
import type { Option } from '@/components/ui/fitting'
import { ChipsField } from './chips-field'
import { useFound, type Source } from './use-found'

/** References to any number of other records, found by typing. */
export function FoundChipsField<Item>({
  source,
  known,
  ...rest
}: {
  source: Source<Item>
  /** What the record refers to now, or how to name what it refers to. */
  known: readonly Option[] | ((value: string) => string | undefined)
} & Omit<ComponentProps<typeof ChipsField>, 'options' | 'typed' | 'onTyped' | 'nameOf' | 'state' | 'onPick'>) {
  const [open, setOpen] = useState(false)
  const [typed, setTyped] = useState('')
  const [picked, setPicked] = useState<ReadonlyMap<string, string>>(new Map())
  const { options, state } = useFound(source, typed, open)
  const knownName = typeof known === 'function' ? known : (id: string) => known.find(({ value }) => value === id)?.label
  return (
    <ChipsField
      {...rest}
      options={options}
      state={state}
      nameOf={(value) => picked.get(value) ?? knownName(value)}
      typed={typed}
      onTyped={setTyped}
      onOpenChange={setOpen}
      onPick={({ value, label }) => setPicked((all) => new Map([...all, [value, label]]))}
    />
  )
}
