/** Two streams joining, as in app/icon.svg. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 24 24" fill="none" className={className} aria-hidden>
      <path d="M6 2.5v4.2c0 3.6 6 4.7 6 8.8v6" stroke="currentColor" strokeWidth="3" strokeLinecap="round" />
      <path
        d="M18 2.5v4.2c0 3.1-3.2 4.4-4.9 6.3"
        stroke="currentColor"
        strokeWidth="3"
        strokeLinecap="round"
        opacity="0.55"
      />
    </svg>
  )
}
