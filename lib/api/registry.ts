import { listApiKeys, makeApiKey, revokeApiKey, rotateApiKey, updateApiKey } from '@/lib/api/app/api-keys'
import { exportAudit, listAudit } from '@/lib/api/app/audit'
import { clicksDaily } from '@/lib/api/app/clicks/daily'
import { clickDetails } from '@/lib/api/app/clicks/details'
import { clicksEvents } from '@/lib/api/app/clicks/events'
import { confirmChange, requestChange, undoChange } from '@/lib/api/app/email-change'
import { acceptInvitationLink, changeOwnPassword, confirmReset, requestReset } from '@/lib/api/app/password'
import { changeProfile, getProfile } from '@/lib/api/app/profile'
import { beginSetUp, confirmSetUp, getSecondFactor, makeNewCodes, switchOff } from '@/lib/api/app/second-factor'
import { endSession, endSessionsElsewhere, listSessions } from '@/lib/api/app/sessions'
import { requestLink } from '@/lib/api/app/sign-in-link'
import { getOrganization, updateOrganization } from '@/lib/api/app/organization'
import { overview } from '@/lib/api/app/overview'
import { listPublishers } from '@/lib/api/app/publishers'
import { publisherDetails, publisherDirectory } from '@/lib/api/app/publishers/directory'
import { setup } from '@/lib/api/app/setup'
import { inviteUser, resetUserSecondFactor, signUserOut } from '@/lib/api/app/users'
import { filterValues } from '@/lib/api/app/values'
import type { Operation } from './operation'
import { listClicks } from '@/lib/api/v1/clicks'
import { publisherUsers } from '@/lib/api/v2/publisher-users'
import { users } from '@/lib/api/v2/users'

/** Every operation. The documentation and the access test are based on this list, and a test fails if a route's operation is missing. */
export const operations: readonly Operation[] = [
  listClicks,
  ...Object.values(users),
  ...Object.values(publisherUsers),
  overview,
  clicksDaily,
  clicksEvents,
  clickDetails,
  filterValues,
  listPublishers,
  publisherDirectory,
  publisherDetails,
  listApiKeys,
  makeApiKey,
  updateApiKey,
  rotateApiKey,
  revokeApiKey,
  setup,
  getProfile,
  changeProfile,
  changeOwnPassword,
  requestChange,
  confirmChange,
  undoChange,
  getSecondFactor,
  beginSetUp,
  confirmSetUp,
  switchOff,
  makeNewCodes,
  listSessions,
  endSession,
  endSessionsElsewhere,
  acceptInvitationLink,
  requestReset,
  confirmReset,
  requestLink,
  signUserOut,
  resetUserSecondFactor,
  inviteUser,
  listAudit,
  exportAudit,
  getOrganization,
  updateOrganization,
]

export const contracts = operations.map(({ contract }) => contract)
