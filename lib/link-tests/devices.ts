/** A device that link tests pretend to be. The words that macros are filled with are those of clicks (lib/tracking/user-agent.ts). */
export type DeviceProfile = { userAgent: string; device: string; os: string; browser: string }

const profiles = {
  desktop: {
    userAgent:
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36',
    device: 'Desktop',
    os: 'Windows',
    browser: 'Chrome',
  },
  phone: {
    userAgent:
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1',
    device: 'Mobile',
    os: 'iOS',
    browser: 'Safari',
  },
  android: {
    userAgent:
      'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Mobile Safari/537.36',
    device: 'Mobile',
    os: 'Android',
    browser: 'Chrome',
  },
  tablet: {
    userAgent:
      'Mozilla/5.0 (iPad; CPU OS 16_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.6 Mobile/15E148 Safari/604.1',
    device: 'Tablet',
    os: 'iOS',
    browser: 'Safari',
  },
} as const satisfies Record<string, DeviceProfile>

/** What landing pages are tested with that name no device. */
export const DEFAULT_DEVICE = 'desktop'

/** Names of devices that landing pages have had since before there were tests. */
const otherNames: Readonly<Record<string, keyof typeof profiles>> = {
  windows: 'desktop',
  pc: 'desktop',
  mobile: 'phone',
  smartphone: 'phone',
  iphone: 'phone',
  ios: 'phone',
  ipad: 'tablet',
}

/** The devices that tests know. */
export const deviceNames = Object.keys(profiles)

/** The device of this name, or undefined. */
export function profileOf(name: string): DeviceProfile | undefined {
  const key = name.trim().toLowerCase()
  const known = Object.entries(profiles).find(([each]) => each === key || each === otherNames[key])
  return known?.[1]
}
