import { ChevronDown, CircleAlert } from 'lucide-react'
import type { ComponentProps, ReactNode } from 'react'
import { cn } from './cn'

/** Styles every control that takes input. */
export const box =
  'control w-full rounded-control border border-border-control bg-surface-raised px-3 text-lg aria-invalid:border-negative md:text-base'

export function Input({ className, ...rest }: ComponentProps<'input'>) {
  return <input className={cn(box, 'read-only:bg-surface-sunken read-only:text-muted', className)} {...rest} />
}

export function TextArea({ className, ...rest }: ComponentProps<'textarea'>) {
  return <textarea rows={3} className={cn(box, 'h-auto py-2', className)} {...rest} />
}

/** Below a control: its error, or else its help. */
export function FieldNote({ id, help, error }: { id: string; help?: ReactNode; error?: string | undefined }) {
  if (error) {
    return (
      <p id={noteOf(id)} className="flex items-start gap-1.5 text-sm text-negative">
        <CircleAlert className="mt-0.5 size-4 shrink-0" aria-hidden />
        {error}
      </p>
    )
  }
  return help ? (
    <p id={noteOf(id)} className="text-sm text-muted">
      {help}
    </p>
  ) : null
}

const noteOf = (id: string) => `${id}-note`

/** Connects a control to its note. */
export const noted = (id: string, error: string | undefined, help?: ReactNode) => ({
  'aria-invalid': error ? true : undefined,
  'aria-describedby': error || help ? noteOf(id) : undefined,
})

/** A checkbox with a label and help; an error replaces the help. */
export function Checkbox({
  id,
  label,
  help,
  error,
  ...rest
}: Omit<ComponentProps<'input'>, 'type'> & {
  id: string
  label: string
  help?: ReactNode
  error?: string | undefined
}) {
  return (
    <div className="flex items-start gap-3">
      <input
        id={id}
        type="checkbox"
        {...noted(id, error, help)}
        className="mt-0.5 size-4 shrink-0 accent-accent"
        {...rest}
      />
      <div>
        <label htmlFor={id} className="block font-medium">
          {label}
        </label>
        <FieldNote id={id} help={help} error={error} />
      </div>
    </div>
  )
}

/** The browser's own select, with our arrow. */
export function Select({ className, children, ...rest }: ComponentProps<'select'>) {
  return (
    <span className="relative block">
      <select className={cn(box, 'appearance-none pr-9', className)} {...rest}>
        {children}
      </select>
      <ChevronDown
        className="pointer-events-none absolute top-1/2 right-2.5 size-4 -translate-y-1/2 text-muted"
        aria-hidden
      />
    </span>
  )
}

/** A select in a toolbar that looks like the buttons beside it. */
export function ToolbarSelect({ className, ...rest }: ComponentProps<'select'>) {
  return (
    <Select
      className={cn('w-auto border-border pl-3 text-base font-medium hover:bg-surface-sunken', className)}
      {...rest}
    />
  )
}

/** What a control needs so screen readers read its label, help, and error with it. */
export type FieldControl = {
  id: string
  name: string
  'aria-invalid': boolean | undefined
  'aria-describedby': string | undefined
}

/** Label above, help below; an error replaces the help. */
export function Field({
  name,
  id = name,
  label,
  help,
  error,
  children,
}: {
  name: string
  /** Unique on the page; defaults to the name. */
  id?: string
  label: string
  help?: ReactNode
  error?: string | undefined
  children: (control: FieldControl) => ReactNode
}) {
  return (
    <div className="space-y-1.5">
      <label htmlFor={id} className="block font-medium">
        {label}
      </label>
      {children({ id, name, ...noted(id, error, help) })}
      <FieldNote id={id} help={help} error={error} />
    </div>
  )
}
