'use client'

import { Command } from 'cmdk'
import { Braces } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Popover } from 'radix-ui'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { fits } from '@/components/ui/fitting'
import { menuLine, PopoverPanel, searchLine } from '@/components/ui/overlay'
import { useListValue } from '@/components/ui/use-list-value'

/** A button that puts a macro where the cursor is in a field. */
export function MacroPicker({
  label,
  macros,
  target,
  onInsert,
}: {
  label: string
  macros: readonly string[]
  /** The field's ID. */
  target: string
  onInsert: (text: string) => void
}) {
  const t = useTranslations('postbacks.macros')
  const common = useTranslations('common')
  const [open, setOpen] = useState(false)
  const [typed, setTyped] = useState('')
  const shown = macros.filter((name) => fits(typed, name))
  const line = useListValue([...shown])

  function insert(name: string) {
    const field = document.getElementById(target)
    if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) return
    const [start, end] = [field.selectionStart ?? field.value.length, field.selectionEnd ?? field.value.length]
    const at = field.value === '' || document.activeElement === null ? field.value.length : start
    onInsert(`${field.value.slice(0, at)}{${name}}${field.value.slice(Math.max(at, end))}`)
    setOpen(false)
    const after = at + name.length + 2
    requestAnimationFrame(() => field.setSelectionRange(after, after))
  }
  return (
    <Popover.Root
      open={open}
      onOpenChange={(next) => {
        setOpen(next)
        setTyped('')
      }}
    >
      <Popover.Trigger asChild>
        <Button aria-label={label}>
          <Braces className="text-muted" aria-hidden />
          {t('insert')}
        </Button>
      </Popover.Trigger>
      <PopoverPanel
        align="end"
        className="w-72 overflow-hidden"
        aria-label={label}
        onCloseAutoFocus={(event) => {
          event.preventDefault()
          document.getElementById(target)?.focus()
        }}
      >
        <Command shouldFilter={false} label={label} {...line}>
          <Command.Input
            // It's what the button was pressed for.
            // oxlint-disable-next-line jsx-a11y/no-autofocus
            autoFocus
            value={typed}
            onValueChange={setTyped}
            placeholder={t('search')}
            className={searchLine}
          />
          <Command.List className="scrollbar-thin max-h-72 overflow-y-auto p-1">
            {shown.map((name) => (
              <Command.Item key={name} value={name} onSelect={() => insert(name)} className={menuLine}>
                <span className="font-mono text-sm">{`{${name}}`}</span>
              </Command.Item>
            ))}
            {shown.length === 0 && <p className="px-3 py-6 text-center text-muted">{common('noMatches')}</p>}
          </Command.List>
        </Command>
      </PopoverPanel>
    </Popover.Root>
  )
}
