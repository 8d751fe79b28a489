'use client'

import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Dialog, DropdownMenu, Popover } from 'radix-ui'
import type { ComponentProps, ReactNode } from 'react'
import { Button } from './button'
import { cn } from './cn'
import { useFocusReturn } from './use-focus-return'

const floating = 'z-50 rounded-card border bg-surface-raised shadow-overlay animate-enter'

/** A panel attached to the control that opened it. */
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

/** Rendered in place rather than at the end of the document, so it belongs to a landmark. */
export function MenuPanel({ className, ...rest }: ComponentProps<typeof DropdownMenu.Content>) {
  return (
    <DropdownMenu.Content
      sideOffset={6}
      collisionPadding={12}
      className={cn(
        floating,
        'max-h-(--radix-dropdown-menu-content-available-height) min-w-48 overflow-auto p-1',
        className,
      )}
      {...rest}
    />
  )
}

/**
 * Styles a line in a menu or list. The line the keyboard is on gets an edge in the accent color, since the background alone is too faint.
 * Covers lines that get focus themselves (Radix menus, buttons, links) and lines selected from a search field (cmdk).
 */
export const menuLine =
  'control flex cursor-default items-center gap-2.5 rounded-control px-2.5 select-none aria-disabled:opacity-50 focus-visible:bg-surface-sunken focus-visible:outline-2 focus-visible:-outline-offset-2 focus-visible:outline-accent data-highlighted:bg-surface-sunken data-[selected=true]:bg-surface-sunken data-[selected=true]:shadow-[inset_3px_0_0_var(--accent)] [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-muted'

/** Styles the search field above such a list. */
export const searchLine =
  'h-11 w-full border-b bg-transparent px-3.5 text-lg outline-none focus-visible:border-accent focus-visible:shadow-[inset_0_-1px_0_var(--accent)] md:text-base'

export function MenuItem({ className, ...rest }: ComponentProps<typeof DropdownMenu.Item>) {
  return <DropdownMenu.Item className={cn(menuLine, className)} {...rest} />
}

/** Tells Radix that the description is missing on purpose. */
export const withoutDescription = { 'aria-describedby': undefined }

/** On the same level as the dialogs themselves: when they stack, a later one covers the earlier ones. */
export const backdrop = 'fixed inset-0 z-50 bg-overlay animate-fade'

function CloseButton() {
  const t = useTranslations('common')
  return (
    <Dialog.Close asChild>
      <Button variant="ghost" shape="icon" aria-label={t('close')}>
        <X aria-hidden />
      </Button>
    </Dialog.Close>
  )
}

/** Focuses a form's first field rather than the close button. */
function focusForm(event: Event) {
  const dialog = event.currentTarget instanceof HTMLElement ? event.currentTarget : null
  const field = dialog?.querySelector<HTMLElement>('form :is(input:not([type=hidden]), select, textarea)')
  if (!field) return
  event.preventDefault()
  field.focus()
}

/** A question or a form in the middle of the page. If not `closable`, only its content can close it. */
export function Modal({
  title,
  description,
  closable = true,
  wide = false,
  children,
  ...rest
}: ComponentProps<typeof Dialog.Root> & {
  title: string
  description?: ReactNode
  closable?: boolean
  wide?: boolean
}) {
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
            'fixed top-1/2 left-1/2 max-h-[calc(100dvh-2rem)] -translate-x-1/2 -translate-y-1/2 overflow-auto p-5 animate-fade',
            wide ? 'w-[min(44rem,calc(100vw-2rem))]' : 'w-[min(32rem,calc(100vw-2rem))]',
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

/** Details at the right edge. The page behind stays where it was. */
export function Sheet({
  title,
  subtitle,
  actions,
  wide = false,
  children,
  ...rest
}: ComponentProps<typeof Dialog.Root> & {
  title: ReactNode
  subtitle?: ReactNode
  actions?: ReactNode
  wide?: boolean
}) {
  const focusReturn = useFocusReturn()
  return (
    <Dialog.Root {...rest}>
      <Dialog.Portal>
        <Dialog.Overlay className={backdrop} />
        <Dialog.Content
          {...focusReturn}
          {...withoutDescription}
          className={cn(
            'fixed inset-y-0 right-0 z-50 flex w-full flex-col border-l bg-surface-raised shadow-overlay animate-sheet focus:outline-none',
            wide ? 'max-w-[44rem]' : 'max-w-[30rem]',
          )}
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

/** Focuses the link to the current page. Radix would skip links. */
function focusPage(event: Event) {
  const dialog = event.currentTarget instanceof HTMLElement ? event.currentTarget : null
  const link = dialog?.querySelector<HTMLElement>('a[aria-current]') ?? dialog?.querySelector<HTMLElement>('a')
  if (!link) return
  event.preventDefault()
  link.focus()
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
          onOpenAutoFocus={(event) => {
            focusReturn.onOpenAutoFocus()
            focusPage(event)
          }}
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
