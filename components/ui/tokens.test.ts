import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

const css = readFileSync(new URL('../../app/globals.css', import.meta.url), 'utf8')

function tokens(selector: string): Map<string, string> {
  const start = css.indexOf(`${selector} {`)
  const block = css.slice(start, css.indexOf('\n}', start))
  return new Map(
    [...block.matchAll(/--([\w-]+): (oklch\([^)]+\))/g)].map(([, name, value]) => [name ?? '', value ?? '']),
  )
}

/** OKLCH to linear sRGB, clipped to the gamut. Matrices from Björn Ottosson, https://bottosson.github.io/posts/oklab/ */
function linearRgb(oklch: string): [number, number, number] {
  const [lightness = 0, chroma = 0, hue = 0] = oklch
    .slice(6, -1)
    .split(/[\s/]+/)
    .map(Number)
  const a = chroma * Math.cos((hue * Math.PI) / 180)
  const b = chroma * Math.sin((hue * Math.PI) / 180)
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  const cut = (value: number) => Math.min(1, Math.max(0, value))
  return [
    cut(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    cut(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    cut(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ]
}

function luminance(oklch: string): number {
  const [red, green, blue] = linearRgb(oklch)
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** WCAG 2.2 contrast ratio. */
function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((x, y) => x - y)
  return (light + 0.05) / (dark + 0.05)
}

const surfaces = ['surface', 'surface-raised', 'surface-sunken']
const pairs: [foreground: string, backgrounds: string[], atLeast: number][] = [
  ['text', [...surfaces, 'accent-soft'], 7],
  ['text-muted', [...surfaces, 'accent-soft'], 4.5],
  ['accent', [...surfaces, 'accent-soft'], 4.5],
  ['accent-hover', [...surfaces, 'accent-soft'], 4.5],
  ['on-accent', ['accent', 'accent-hover'], 4.5],
  ['positive', [...surfaces, 'positive-soft'], 4.5],
  ['negative', [...surfaces, 'negative-soft'], 4.5],
  ['warning', [...surfaces, 'warning-soft'], 4.5],
  // Control borders and chart marks: WCAG 1.4.11.
  ['border-control', ['surface', 'surface-raised'], 3],
  ['chart-1', ['surface-raised'], 3],
]

describe.each([
  ['light', ':root'],
  ['dark', "[data-theme='dark']"],
])('%s theme', (_, selector) => {
  const theme = tokens(selector)
  const cases = pairs.flatMap(([foreground, backgrounds, atLeast]) =>
    backgrounds.map((background) => [foreground, background, atLeast] as const),
  )
  test.each(cases)('%s on %s is at least %d : 1', (foreground, background, atLeast) => {
    expect(contrast(theme.get(foreground) ?? '', theme.get(background) ?? '')).toBeGreaterThanOrEqual(atLeast)
  })

  test('all colors of the series palette can be told apart in grayscale', () => {
    const grey = [1, 2, 3, 4, 5, 6]
      .map((number) => luminance(theme.get(`chart-${number}`) ?? ''))
      .toSorted((x, y) => x - y)
    for (const [index, value] of grey.slice(1).entries()) {
      expect((value + 0.05) / ((grey[index] ?? 0) + 0.05)).toBeGreaterThan(1.12)
    }
  })
})
