import { ago, fullTime } from './format'

/** How long ago a time was, with the time itself on hover. The server may have said it a moment earlier than the browser does. */
export function Ago({ time, timezone }: { time: string; timezone: string }) {
  return (
    <time dateTime={time} title={fullTime(time, timezone)} suppressHydrationWarning>
      {ago(time, timezone)}
    </time>
  )
}
