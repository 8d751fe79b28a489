// Outcomes of link tests, as stored and as the API calls them. Safe in the browser.

export const linkTestStatuses = ['Success', 'Failed', 'Skipped'] as const
export type LinkTestStatus = (typeof linkTestStatuses)[number]

/** Why a test failed. */
export const failedReasons = [
  'dns',
  'refused',
  'closed',
  'timeout',
  'tls',
  'client_error',
  'server_error',
  'redirects',
  'private_address',
  'invalid_url',
  'unexpected_domain',
  'other',
] as const

/** Why a test wasn't made, so that it says nothing about the landing page. */
export const skippedReasons = ['no_proxy', 'proxy', 'unknown_device'] as const

export const linkTestReasons = [...failedReasons, ...skippedReasons] as const
export type LinkTestReason = (typeof linkTestReasons)[number]

/** Who asked for a test: the daily schedule, or someone right now. */
export const linkTestTriggers = ['schedule', 'manual'] as const
export type LinkTestTrigger = (typeof linkTestTriggers)[number]
