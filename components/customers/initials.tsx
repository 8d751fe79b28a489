/** A person's initials in a circle. Images of theirs are elsewhere on the internet, where pages don't load anything from. */
export function Initials({ of }: { of: string }) {
  const words = of.match(/[\p{L}\p{N}]+/gu) ?? []
  const letters = words.length > 1 ? [words[0], words.at(-1)] : words
  return (
    <span
      aria-hidden
      className="inline-flex size-6 shrink-0 items-center justify-center rounded-full bg-surface-sunken text-xs font-medium text-muted uppercase"
    >
      {letters.map((word) => word?.match(/^./u)?.[0]).join('')}
    </span>
  )
}
