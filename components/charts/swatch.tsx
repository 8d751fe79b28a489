/** A series' stroke, as drawn in the chart. */
export function Swatch({ kind }: { kind: 'current' | 'previous' | 'open' }) {
  return (
    <svg width="16" height="4" viewBox="0 0 16 4" className={kind === 'previous' ? 'shrink-0 text-muted' : 'shrink-0 text-(--chart-1)'} aria-hidden>
      <line x1="0" y1="2" x2="16" y2="2" stroke="currentColor" strokeWidth="2" strokeDasharray={kind === 'current' ? undefined : '4 2'} />
    </svg>
  )
}
