import type { Translate } from '@/messages/settings'
import campaignWords from '@/messages/en/campaigns.json'

const isKind = (kind: string): kind is keyof typeof campaignWords.kinds => Object.hasOwn(campaignWords.kinds, kind)
const isChannel = (channel: string): channel is keyof typeof campaignWords.channels =>
  Object.hasOwn(campaignWords.channels, channel)

/** What people call a kind or a channel. Other systems have their own. */
export const kindName = (kind: string, t: Translate<'campaigns'>): string => (isKind(kind) ? t(`kinds.${kind}`) : kind)
export const channelName = (channel: string, t: Translate<'campaigns'>): string =>
  isChannel(channel) ? t(`channels.${channel}`) : channel
