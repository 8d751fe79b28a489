import { renderSVG } from 'uqr'
import type { Database } from '@/lib/database/client'
import type { Caller } from '@/lib/identity/caller'
import { change } from '@/lib/identity/change'
import { Refused } from '@/lib/identity/refused'
import { countAttempt } from './attempts'
import { requirePassword, notifyOwner } from './own-account'
import { beginSecondFactor, makeRecoveryCodes, removeSecondFactor, takeCode, takeTotp } from './second-factor'

const ownerOf = ({ user, organization }: Caller) => ({
  id: user.id,
  organizationId: organization.id,
  email: user.email,
})
const wrongCode = () => new Refused('invalid', 'is incorrect or has already been used', 'code')
const isOff = () => new Refused('conflict', 'Two-factor authentication is off.')

export async function secondFactorOf(
  store: Database,
  caller: Caller,
): Promise<{ confirmedAt: Date | null; recoveryCodesLeft: number }> {
  const { id, organizationId } = ownerOf(caller)
  const user = await store.prisma.user.findUniqueOrThrow({
    where: { id, organizationId },
    select: { totpConfirmedAt: true },
  })
  const recoveryCodesLeft = await store.prisma.recoveryCode.count({
    where: { organizationId, userId: id, usedAt: null },
  })
  return { confirmedAt: user.totpConfirmedAt, recoveryCodesLeft }
}

/**
 * Starts setting up an authenticator app.
 * @returns what the app needs, as text and as a QR code
 * @throws Refused, TooManyAttempts
 */
export async function setUpSecondFactor(
  store: Database,
  caller: Caller,
  password: string,
): Promise<{ secret: string; uri: string; picture: string }> {
  await requirePassword(store, caller, password)
  const begun = await beginSecondFactor(store.prisma, ownerOf(caller))
  if (!begun)
    throw new Refused('conflict', 'Two-factor authentication is already on. To use another app, turn it off first.')
  // Black on white in every theme, so cameras can read it.
  return { ...begun, picture: renderSVG(begun.uri, { border: 2 }) }
}

/**
 * Turns on 2FA, with a first code from the app.
 * @returns the recovery codes, which can't be shown again
 * @throws Refused, TooManyAttempts
 */
export async function confirmSecondFactor(
  store: Database,
  caller: Caller,
  code: string,
  now = new Date(),
): Promise<string[]> {
  const owner = ownerOf(caller)
  const giveBack = await countCode(store, caller)
  const codes = await change(
    store,
    caller,
    async ({ database, record, afterCommit }) => {
      const user = await database.user.findUniqueOrThrow({
        where: { id: owner.id },
        select: { totpSecret: true, totpConfirmedAt: true },
      })
      if (user.totpConfirmedAt) throw new Refused('conflict', 'Two-factor authentication is already on.')
      if (!user.totpSecret) throw new Refused('conflict', 'Set up an authenticator app first.')
      if (!(await takeTotp(database, owner, code, now))) throw wrongCode()
      await database.user.update({ where: { id: owner.id }, data: { totpConfirmedAt: now } })
      await record({ action: 'enableSecondFactor', entity: 'user', entityId: owner.id })
      notifyOwner(afterCommit, 'twoFactorOn', owner.email)
      return makeRecoveryCodes(database, owner)
    },
    { lock: 'account' },
  )
  await giveBack()
  return codes
}

/**
 * Turns off 2FA, with a code from the app or a recovery code.
 * @throws Refused, TooManyAttempts
 */
export async function disableSecondFactor(store: Database, caller: Caller, code: string): Promise<void> {
  await withCode(store, caller, code)
  await change(
    store,
    caller,
    async ({ database, record, afterCommit }) => {
      await removeSecondFactor(database, ownerOf(caller))
      await record({ action: 'disableSecondFactor', entity: 'user', entityId: caller.user.id })
      notifyOwner(afterCommit, 'twoFactorOff', caller.user.email)
    },
    { lock: 'account' },
  )
}

/**
 * Creates ten new recovery codes that replace all earlier ones, with a code from the app or a recovery code.
 * @throws Refused, TooManyAttempts
 */
export async function renewRecoveryCodes(store: Database, caller: Caller, code: string): Promise<string[]> {
  await withCode(store, caller, code)
  return change(
    store,
    caller,
    async ({ database, record, afterCommit }) => {
      await record({ action: 'renewRecoveryCodes', entity: 'user', entityId: caller.user.id })
      notifyOwner(afterCommit, 'recoveryCodesRenewed', caller.user.email)
      return makeRecoveryCodes(database, ownerOf(caller))
    },
    { lock: 'account' },
  )
}

async function withCode(store: Database, caller: Caller, code: string): Promise<void> {
  const { confirmedAt } = await secondFactorOf(store, caller)
  if (!confirmedAt) throw isOff()
  const giveBack = await countCode(store, caller)
  if (!(await takeCode(store.prisma, ownerOf(caller), code))) throw wrongCode()
  await giveBack()
}

/** Counts per session, so strangers guessing codes can't lock out someone who's signed in. */
function countCode(store: Database, { user, from, via }: Caller): Promise<() => Promise<void>> {
  return countAttempt(store, 'secondFactor', { account: user.id, address: from.address, device: via.id })
}
