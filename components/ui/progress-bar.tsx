import { cn } from './cn'

/** How far something is. Without a total, that isn't known yet. */
export function ProgressBar({
  label,
  done = 0,
  total,
  className,
}: {
  label: string
  done?: number
  total?: number | undefined
  className?: string
}) {
  return (
    <progress
      aria-label={label}
      {...(total === undefined ? {} : { max: total || 1, value: done })}
      // Browsers draw their own bar, in a color of their own, unless it has no appearance.
      className={cn(
        'h-2 w-full appearance-none overflow-hidden rounded-full bg-border [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-border [&::-webkit-progress-value]:bg-accent',
        className,
      )}
    />
  )
}
