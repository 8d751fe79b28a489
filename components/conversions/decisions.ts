import { Ban, Check } from 'lucide-react'

/** What can be decided, and the status that results. */
export const statusAfter = { approve: 'Approved', reject: 'Rejected' } as const
export type DecisionKey = keyof typeof statusAfter
export const decisionKeys = ['approve', 'reject'] as const
export const decisionIcons = { approve: Check, reject: Ban } as const
