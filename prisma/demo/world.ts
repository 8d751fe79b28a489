import { harborlight } from './harborlight'
import { northwind } from './northwind'
import type { OrganizationPlan } from './plan'

/** The demo's cast: invented names, on domains that can't be owned (RFC 2606). The numbers are what sets them apart. The main organization first. */
export const plans: readonly OrganizationPlan[] = [northwind, harborlight]
