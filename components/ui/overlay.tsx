'use client'

import { X } from 'lucide-react'
import { Dialog, DropdownMenu, Popover } from 'radix-ui'
import type { ComponentProps, ReactNode } from 'react'
import { Button } from './button'
import { cn } from './cn'
import { useFocusReturn } from './use-focus-return'

const floating = 'z-50 rounded-card border bg-surface-raised shadow-overlay animate-enter'

/** A panel that hangs on the control which opened it. */
export function PopoverPanel({ className, ...rest }: ComponentProps<typeof Popover.Content>) {
  return (
    <Popover.Portal>
      <Popover.Content
        sideOffset={6}
        collisionPadding={12}
        className={cn(
          floating,
          'max-h-(--radix-popover-content-available-height) max-w-[calc(100vw-1.5rem)] overflow-auto scrollbar-thin focus:outline-none',
          className,
        )}
        {...rest}
      />
    </Popover.Portal>
  )
}

/** Stays where it is written rather than at the end of the document, so that it belongs to a landmark of the page. */
export function MenuPanel({ className, ...rest }: ComponentProps<typeof DropdownMenu.Content>) {
  return (
    <DropdownMenu.Content
      sideOffset={6}
      collisionPadding={12}
      className={cn(floating, 'max-h-(--radix-dropdown-menu-content-available-height) min-w-48 overflow-auto p-1', className)}
      {...rest}
    />
  )
}

/** Looks of a line in a menu, for every kind of line. Where the menu itself highlights the current one, it needs no outline. */
export const menuLine =
  'control flex cursor-default items-center gap-2.5 rounded-control px-2.5 -outline-offset-2! select-none data-highlighted:outline-none aria-disabled:opacity-50 data-highlighted:bg-surface-sunken data-[selected=true]:bg-surface-sunken [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-muted'

export function MenuItem({ className, ...rest }: ComponentProps<typeof DropdownMenu.Item>) {
  return <DropdownMenu.Item className={cn(menuLine, className)} {...rest} />
}

/** Tells Radix that there is none on purpose. */
export const withoutDescription = { 'aria-describedby': undefined }

/** As high as what stands before it: of dialogs over dialogs, the later one covers the earlier. */
export const backdrop = 'fixed inset-0 z-50 bg-overlay animate-fade'

function CloseButton() {
  return (
    <Dialog.Close asChild>
      <Button variant="ghost" shape="icon" aria-label="Close">
        <X aria-hidden />
      </Button>
    </Dialog.Close>
  )
}

/** Forms begin at their first field rather than at the button that closes them. */
function focusForm(event: Event) {
  const dialog = event.currentTarget instanceof HTMLElement ? event.currentTarget : null
  const field = dialog?.querySelector<HTMLElement>('form :is(input:not([type=hidden]), select, textarea)')
  if (!field) return
  event.preventDefault()
  field.focus()
}

/** A question or a form in the middle of the page. Not `closable`: only what stands in it closes it. */
export function Modal({
  title,
  description,
  closable = true,
  children,
  ...rest
}: ComponentProps<typeof Dialog.Root> & { title: string; description?: ReactNode; closable?: boolean }) {
  const focusReturn = useFocusReturn()
  return (
    <Dialog.Root {...rest}>
      <Dialog.Portal>
        <Dialog.Overlay className={backdrop} />
        <Dialog.Content
          {...focusReturn}
          onOpenAutoFocus={(event) => {
            focusReturn.onOpenAutoFocus()
            focusForm(event)
          }}
          {...(description ? {} : withoutDescription)}
          className={cn(
            floating,
            'fixed top-1/2 left-1/2 max-h-[calc(100dvh-2rem)] w-[min(32rem,calc(100vw-2rem))] -translate-x-1/2 -translate-y-1/2 overflow-auto p-5 animate-fade',
          )}
        >
          <div className="mb-4 flex items-start justify-between gap-4">
            <div className="space-y-1 pt-1">
              <Dialog.Title className="text-lg font-semibold">{title}</Dialog.Title>
              {description && <Dialog.Description className="text-muted">{description}</Dialog.Description>}
            </div>
            {closable && (
              <div className="-mt-1 -mr-1.5">
                <CloseButton />
              </div>
            )}
          </div>
          {children}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

/** Details at the right edge; the page behind stays where it was. */
export function Sheet({
  title,
  subtitle,
  actions,
  children,
  ...rest
}: ComponentProps<typeof Dialog.Root> & { title: ReactNode; subtitle?: ReactNode; actions?: ReactNode }) {
  const focusReturn = useFocusReturn()
  return (
    <Dialog.Root {...rest}>
      <Dialog.Portal>
        <Dialog.Overlay className={backdrop} />
        <Dialog.Content
          {...focusReturn}
          {...withoutDescription}
          className="fixed inset-y-0 right-0 z-50 flex w-full max-w-[30rem] flex-col border-l bg-surface-raised shadow-overlay animate-sheet focus:outline-none"
        >
          <header className="flex items-start justify-between gap-3 border-b py-3 pr-3 pl-5">
            <div className="min-w-0 space-y-0.5 py-1.5">
              <Dialog.Title className="text-lg font-semibold">{title}</Dialog.Title>
              {subtitle && <div className="text-sm text-muted">{subtitle}</div>}
            </div>
            <div className="flex">
              {actions}
              <CloseButton />
            </div>
          </header>
          <div className="scrollbar-thin min-h-0 flex-1 overflow-y-auto p-5">{children}</div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

/** Navigation on phones: slides in from the left. */
export function Drawer({ title, children, ...rest }: ComponentProps<typeof Dialog.Root> & { title: string }) {
  const focusReturn = useFocusReturn()
  return (
    <Dialog.Root {...rest}>
      <Dialog.Portal>
        <Dialog.Overlay className={backdrop} />
        <Dialog.Content
          {...focusReturn}
          {...withoutDescription}
          className="fixed inset-y-0 left-0 z-50 flex w-72 max-w-[85vw] flex-col border-r bg-surface-raised animate-drawer focus:outline-none"
        >
          <Dialog.Title className="sr-only">{title}</Dialog.Title>
          {children}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
