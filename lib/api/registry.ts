import { listApiKeys, makeApiKey, revokeApiKey, rotateApiKey, updateApiKey } from './app/api-keys'
import { exportAudit, listAudit } from './app/audit'
import { clicksDaily } from './app/clicks/daily'
import { clickDetails } from './app/clicks/details'
import { clicksEvents } from './app/clicks/events'
import { confirmChange, requestChange, undoChange } from './app/email-change'
import { acceptInvitationLink, changeOwnPassword, confirmReset, requestReset } from './app/password'
import { changeProfile, getProfile } from './app/profile'
import { beginSetUp, confirmSetUp, getSecondFactor, makeNewCodes, switchOff } from './app/second-factor'
import { endSession, endSessionsElsewhere, listSessions } from './app/sessions'
import { requestLink } from './app/sign-in-link'
import { getOrganization, updateOrganization } from './app/organization'
import { overview } from './app/overview'
import { listPublishers } from './app/publishers'
import { publisherDetails, publisherDirectory } from './app/publishers/directory'
import { setup } from './app/setup'
import { inviteUser, resetUserSecondFactor, signUserOut } from './app/users'
import { filterValues } from './app/values'
import type { Operation } from './operation'
import { listClicks } from './v1/clicks'
import { publisherUsers } from './v2/publisher-users'
import { users } from './v2/users'

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
