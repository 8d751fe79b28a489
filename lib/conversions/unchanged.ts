/**
 * Why a conversion stays as it is: there's none that the person can change, it isn't the version that they saw, it's like that already, or it's in a
 * statement. Safe to import in the browser.
 */
export const unchangedCodes = ['not_found', 'mismatch', 'same', 'frozen'] as const

/** The same in words. */
export type Unchanged = { code: (typeof unchangedCodes)[number]; message: string }
