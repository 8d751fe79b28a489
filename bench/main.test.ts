import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { expect, test } from 'vitest'

const folders = () => readdirSync(tmpdir()).filter((name) => name.startsWith('tributary-bench-'))

test('a small run measures everything but the pages and loses no click', { timeout: 300_000 }, async () => {
  const before = folders()
  const options = [
    '--clicks',
    '20000',
    '--links',
    '5000',
    '--seconds',
    '1',
    '--repeat',
    '1',
    '--only',
    'store,tracker,postgres',
  ]
  const child = spawn(process.execPath, ['--import', 'tsx', 'bench/main.ts', ...options], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_ENV: 'production' },
  })
  let output = ''
  let progress = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (progress += chunk.toString()))
  const [code] = await once(child, 'close')
  expect(code, progress).toBe(0)
  expect(output).not.toContain('NOT ALL')
  const line = (start: string) => output.split('\n').find((text) => text.trim().startsWith(start)) ?? ''
  expect(line('Maximum rate, 400 connections')).toMatch(/[1-9][\d,]* +all /)
  expect(line('5,000 short links, 200 connections')).toMatch(/[1-9][\d,]* +all /)
  expect(line('Clicks API, first page')).toMatch(/ ms/)
  expect(output).toContain('The same reports on PostgreSQL')
  expect(folders().filter((name) => !before.includes(name))).toEqual([])
})
