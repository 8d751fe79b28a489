import { getRequestConfig } from 'next-intl/server'
import { settings } from './settings'

/** Read by next-intl's plugin (next.config.ts) for server components. */
export default getRequestConfig(async () => settings)
