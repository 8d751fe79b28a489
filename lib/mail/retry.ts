// Email that can't be sent is sent again after 5 minutes, and then at twice the time since the first attempt, for a day.

const MINUTE = 60_000
const FIRST_RETRY = 5 * MINUTE
const GIVE_UP = 24 * 60 * MINUTE

/** How long whoever causes an email waits to see whether it went out, in ms. A mail server that's down usually says so at once. */
export const PATIENCE = 5_000

/** When to try again if an attempt that starts now fails, or if the process ends before it does. */
export function nextRetry(since: Date, now: Date): Date {
  return new Date(now.getTime() + Math.max(FIRST_RETRY, now.getTime() - since.getTime()))
}

/** Whether that's too late. */
export function isTooLate(since: Date, retryAt: Date): boolean {
  return retryAt.getTime() > since.getTime() + GIVE_UP
}
