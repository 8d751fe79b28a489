'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useAnswer } from '@/components/api/use-answer'
import { Combobox } from '@/components/ui/combobox'
import type { Option } from '@/components/ui/fitting'
import { queryString, withQuestion } from '@/components/url/url-state'
import { useUrl } from '@/components/url/use-url'
import { useFound, type Source } from './use-found'

// Filters of a list with more values than fit a menu. Each is a parameter of the URL.

type Props = {
  parameter: string
  label: string
  /** What to call no filter: "All countries". */
  all: string
  /** The search field's placeholder. */
  search: string
}

/** Looks like the other filters of a toolbar. */
const inToolbar = 'w-auto max-w-48 border-border text-base font-medium hover:bg-surface-sunken'

function usePicked({ parameter, label, all }: Props) {
  const { params, go } = useUrl()
  const value = params.get(parameter) ?? ''
  return {
    value,
    none: { value: '', label: all },
    /** Props for the Combobox, given what people call the value. */
    propsFor: (current: Option) => ({
      control: { id: parameter, name: parameter, 'aria-invalid': undefined, 'aria-describedby': undefined },
      value: current,
      label: `${label}: ${current.label}`,
      onChange: (option: Option) => go(withQuestion(params, { [parameter]: option.value })),
      placeholder: all,
      className: inToolbar,
    }),
  }
}

/** Filters by one of many known options, such as a country. */
export function OptionFilter({ options, search, ...props }: Props & { options: readonly Option[] }) {
  const { value, none, propsFor } = usePicked({ search, ...props })
  const all = [none, ...options]
  const current = all.find((option) => option.value === value) ?? { value, label: value }
  return <Combobox {...propsFor(current)} options={all} search={search} />
}

/** Filters by a record that's found by typing. */
export function ReferenceFilter<Item>({
  source,
  extra = [],
  search,
  ...props
}: Props & {
  source: Source<Item>
  /** Choices that are no records, such as none of them. */
  extra?: readonly Option[]
}) {
  const t = useTranslations('catalog.pickers')
  const common = useTranslations('common')
  const { value, none, propsFor } = usePicked({ search, ...props })
  const [open, setOpen] = useState(false)
  const [typed, setTyped] = useState('')
  const [picked, setPicked] = useState<Option | null>(null)
  const { options, state } = useFound(source, typed, open)
  const fixed = [none, ...extra]
  const known = [...fixed, ...(picked ? [picked] : []), ...options].find((option) => option.value === value)
  const named = useNamed(source, known ? '' : value)
  const { onChange, ...rest } = propsFor(known ?? named ?? { value, label: common('loading') })
  return (
    <Combobox
      {...rest}
      options={
        typed.trim() === ''
          ? [...fixed, ...options.filter((one) => fixed.every((other) => other.value !== one.value))]
          : options
      }
      onChange={(option) => {
        setPicked(option)
        onChange(option)
      }}
      onOpen={() => setOpen(true)}
      onTyped={setTyped}
      search={search}
      {...(state === 'known' ? {} : { nothing: t(state === 'pending' ? 'searching' : 'failed') })}
    />
  )
}

/** What people call a record that only the URL names. */
function useNamed<Item>(
  { contract, params = {}, idParameter = 'filter[id]', option }: Source<Item>,
  id: string,
): Option | null {
  const { data, problem } = useAnswer({
    contract,
    params,
    question: queryString(new URLSearchParams({ [idParameter]: id })),
    enabled: id !== '',
  })
  const found = data?.data.map(option).find(({ value }) => value === id)
  return found ?? (data || problem ? { value: id, label: id } : null)
}
