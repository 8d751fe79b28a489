import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { contracts } from './registry'

const files = readdirSync('lib/api', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.contract.ts'))
  .map((file) => join('lib/api', file))

const moduleExports = z.record(z.string(), z.unknown())
const contract = z.looseObject({ id: z.string(), method: z.string(), path: z.string() })

test('a contract’s constant is its ID, and the registry has it', async () => {
  const declared: string[] = []
  for (const file of files) {
    for (const [name, value] of Object.entries(moduleExports.parse(await import(join(process.cwd(), file))))) {
      const found = contract.safeParse(value)
      if (!found.success) continue
      expect(found.data.id, file).toBe(name)
      declared.push(name)
    }
  }
  const ids = contracts.filter(({ path }) => path.startsWith('/api/app/')).map(({ id }) => id)
  expect(declared.toSorted()).toEqual(expect.arrayContaining(ids.toSorted()))
  expect(contracts.map(({ id }) => id)).toEqual(expect.arrayContaining(declared))
})

/** What a file imports, except types. */
function importsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8')
  return [...text.matchAll(/^(?:import|export) (?!type )(?:[^;'"]*? from )?'([^']+)'/gm)].map(([, from = '']) => from)
}

/** Everything that loads with these files: our own files, and packages. */
function loadedBy(entries: readonly string[]): { own: Set<string>; packages: Set<string> } {
  const own = new Set<string>()
  const packages = new Set<string>()
  const waiting = [...entries]
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (own.has(file)) continue
    own.add(file)
    for (const from of importsOf(file)) {
      const path = from.startsWith('@/') ? from.slice(2) : from.startsWith('.') ? join(dirname(file), from) : undefined
      if (path === undefined) packages.add(from)
      else waiting.push(existsSync(`${path}.ts`) ? `${path}.ts` : `${path}.tsx`)
    }
  }
  return { own, packages }
}

test('contracts load nothing that belongs on the server', () => {
  const { own, packages } = loadedBy(files)
  expect([...packages]).toEqual(['zod'])
  expect([...own].filter((file) => /lib\/(config|database\/(?!generated\/enums)|mail|jobs)/.test(file))).toEqual([])
})

test('pages don’t spell the paths of operations: they have the contracts', () => {
  const pages = ['app', 'components'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
  )
  const spelled = pages
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
    .filter((file) => /['"`]\/api\/(app|v\d)\b/.test(readFileSync(file, 'utf8')))
  expect(spelled).toEqual([])
})
