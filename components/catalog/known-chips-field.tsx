'use client'

import { useState, type ComponentProps } from 'react'
import { fitting, type Option } from '@/components/ui/fitting'
import { ChipsField } from './chips-field'

/** A choice of any number out of known options, such as countries. */
export function KnownChipsField({
  options,
  ...rest
}: { options: readonly Option[] } & Omit<
  ComponentProps<typeof ChipsField>,
  'options' | 'typed' | 'onTyped' | 'nameOf' | 'state' | 'create'
>) {
  const [typed, setTyped] = useState('')
  return (
    <ChipsField
      {...rest}
      options={fitting(options, typed)}
      nameOf={(value) => options.find((option) => option.value === value)?.label ?? value}
      typed={typed}
      onTyped={setTyped}
    />
  )
}
