import { cn } from '@/components/ui/cn'

/** The colors that people can choose, in the order of the menu. The API takes others too. */
export const tagColors = ['gray', 'red', 'orange', 'yellow', 'green', 'blue', 'purple', 'pink'] as const
type TagColor = (typeof tagColors)[number]

const fills: Readonly<Record<TagColor, string>> = {
  gray: 'bg-[oklch(0.65_0.02_240)]',
  red: 'bg-[oklch(0.6_0.2_25)]',
  orange: 'bg-[oklch(0.7_0.17_55)]',
  yellow: 'bg-[oklch(0.8_0.15_90)]',
  green: 'bg-[oklch(0.62_0.15_150)]',
  blue: 'bg-[oklch(0.6_0.15_250)]',
  purple: 'bg-[oklch(0.58_0.18_300)]',
  pink: 'bg-[oklch(0.68_0.18_350)]',
}

export const isTagColor = (color: string): color is TagColor => tagColors.some((one) => one === color)

/** A tag's color, beside its name. */
export function TagDot({ color }: { color: string }) {
  return (
    <span
      aria-hidden
      className={cn('inline-block size-2.5 shrink-0 rounded-full', isTagColor(color) ? fills[color] : 'border')}
    />
  )
}
