import { cva, type VariantProps } from 'class-variance-authority'
import { LoaderCircle } from 'lucide-react'
import { Slot } from 'radix-ui'
import type { ComponentProps } from 'react'
import { cn } from './cn'

const button = cva(
  'control inline-flex shrink-0 items-center justify-center gap-2 rounded-control text-base font-medium whitespace-nowrap transition-colors duration-100 select-none aria-disabled:cursor-default data-disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0',
  {
    variants: {
      variant: {
        primary: 'bg-accent px-4 text-on-accent not-data-disabled:hover:bg-accent-hover',
        secondary:
          'border bg-surface-raised px-3 not-data-disabled:hover:bg-surface-sunken aria-expanded:bg-surface-sunken',
        ghost: 'px-3 not-data-disabled:hover:bg-surface-sunken aria-expanded:bg-surface-sunken',
        danger: 'bg-negative px-4 text-surface-raised not-data-disabled:hover:opacity-90',
      },
      shape: { text: '', icon: 'aspect-square px-0' },
    },
    defaultVariants: { variant: 'secondary', shape: 'text' },
  },
)

type Props = ComponentProps<'button'> &
  VariantProps<typeof button> & {
    /** Renders its only child to look like the button, for links. */
    asChild?: boolean
    /** Shows that the action is running. Can't be pressed again, but keeps focus. */
    busy?: boolean
    /** Can't be pressed, but keeps focus: paging and reordering disable the very button that was pressed. */
    disabled?: boolean
  }

/** A button. `shape="icon"` needs an `aria-label`. */
export function Button({
  variant,
  shape,
  className,
  asChild,
  busy = false,
  disabled = false,
  children,
  onClick,
  type = 'button',
  ...rest
}: Props) {
  const classes = cn(button({ variant, shape }), className)
  if (asChild) {
    return (
      <Slot.Root className={classes} onClick={onClick} {...rest}>
        {children}
      </Slot.Root>
    )
  }
  return (
    <button
      className={classes}
      // oxlint-disable-next-line react/button-has-type -- plain by default; callers say when it submits
      type={type}
      aria-disabled={busy || disabled || undefined}
      data-disabled={disabled || undefined}
      onClick={busy || disabled ? (event) => event.preventDefault() : onClick}
      {...rest}
    >
      {busy && <LoaderCircle className="animate-spin" aria-hidden />}
      {children}
    </button>
  )
}
