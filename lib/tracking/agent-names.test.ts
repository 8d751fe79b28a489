import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { BROWSER_MAP, OS_MAP } from 'bowser'
import { expect, test } from 'vitest'
import { browserNames, deviceNames, osNames } from '@/lib/agent-names'
import { dimensions } from '@/lib/reports/dimensions'
import { isRegion, regionsOf } from '@/lib/region-codes'
import regions from '@/lib/region-names.json'
import { agentOf } from './user-agent'

// Targeting accepts the names that clicks can have.

const source = readFileSync(join(import.meta.dirname, 'user-agent.ts'), 'utf8')
const block = (name: string) => new RegExp(`const ${name}[^]*?\\n[\\]}]`).exec(source)?.[0] ?? ''
const names = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].flatMap(([, found]) => found ?? [])

const program = /bot|spider|slurp|crawler|external|index|^perplexity|^chatgpt|^phantom|^slimer|^generic/i

test('browsers are those of the parser and our tables', () => {
  const shorter = new Map(
    [...block('shorter').matchAll(/'(.+)': '(.+)'/g)].map(([, long = '', short = '']) => [long, short]),
  )
  const parser = Object.values(BROWSER_MAP)
    .filter((name) => !program.test(name))
    .map((name) => shorter.get(name) ?? name)
  const ours = names(block('browsers'), /, '(.+)'\]/g)
  expect(ours.length).toBeGreaterThan(8)
  // The parser's table lacks two names that it uses.
  expect([...browserNames].toSorted()).toEqual([...new Set([...parser, ...ours, 'Miui', 'Opera Touch'])].toSorted())
})

test('operating systems and devices are those of the parser and our tables', () => {
  expect([...osNames].toSorted()).toEqual(Object.values(OS_MAP).toSorted())
  for (const device of deviceNames) expect(dimensions.device.kind.accepts(device)).toBe(true)
  const headers = {
    'user-agent': 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/141.0 Safari/537.36 Edg/141.0',
  }
  const { browser, os, device } = agentOf(headers)
  expect([browserNames, osNames, deviceNames].map(String)).toEqual([
    expect.stringContaining(browser),
    expect.stringContaining(os),
    expect.stringContaining(device),
  ])
})

test('regions are those that have a code', () => {
  const codes = Object.entries(regions).flatMap(([country, all]) =>
    Object.values(all).map((region) => `${country}-${region}`),
  )
  expect(codes.filter((code) => !isRegion(code))).toEqual([])
  const listed = Object.values(regionsOf).join(' ').split(' ')
  expect(listed).toHaveLength(new Set(codes).size)
})
