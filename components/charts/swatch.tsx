/** A series' stroke, as drawn in the chart. */
export function Swatch({ kind }: { kind: 'current' | 'previous' | 'open' }) {
  return (
    <svg
      width="16"
      height="8"
      viewBox="0 0 16 8"
      className={kind === 'previous' ? 'shrink-0 text-muted' : 'shrink-0 text-(--chart-1)'}
      aria-hidden
    >
      {kind === 'open' ? (
        <circle cx="8" cy="4" r="3" fill="none" stroke="currentColor" strokeWidth="2" />
      ) : (
        <line
          x1="0"
          y1="4"
          x2="16"
          y2="4"
          stroke="currentColor"
          strokeWidth="2"
          strokeDasharray={kind === 'current' ? undefined : '4 2'}
        />
      )}
    </svg>
  )
}
