import { readFileSync, writeFileSync } from 'node:fs'
import { z } from 'zod'

// Adds platform-specific packages to package-lock.json that the registry didn't list when the lockfile was written. A mirror that only has what
// was requested from it leaves them out, and `npm ci` then rejects the lockfile everywhere. Run after `npm install` on such a mirror:
//   node --import tsx scripts/complete-lockfile.ts

const PATH = 'package-lock.json'
const systems = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32', 'windows'] as const
const processors = ['arm64', 'arm', 'ia32', 'loong64', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64'] as const

const packages = z.record(
  z.string(),
  z.looseObject({ optionalDependencies: z.record(z.string(), z.string()).optional() }),
)
const lockFile = z.looseObject({ packages })

/** The platform a package is for, judging by its name: `@oxlint/binding-linux-x64-musl`. */
function platformOf(name: string): { os?: string[]; cpu?: string[]; libc?: string[] } {
  const words = name.split('/').at(-1)?.split('-') ?? []
  const os = systems.find((system) => words.includes(system))
  const cpu = processors.find((processor) => words.includes(processor))
  const libc = words.some((word) => word.startsWith('musl'))
    ? 'musl'
    : words.some((word) => word.startsWith('gnu'))
      ? 'glibc'
      : undefined
  return {
    ...(cpu ? { cpu: [cpu] } : {}),
    ...(libc ? { libc: [libc] } : {}),
    ...(os ? { os: [os === 'windows' ? 'win32' : os] } : {}),
  }
}

const lock = lockFile.parse(JSON.parse(readFileSync(PATH, 'utf8')))
const added: string[] = []
for (const entry of Object.values({ ...lock.packages })) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const key = `node_modules/${name}`
    // Only exact versions: a range could match several, and dependents pin their platform packages.
    const platform = platformOf(name)
    if (lock.packages[key] || !/^\d/.test(version) || !(platform.os ?? platform.cpu)) continue
    lock.packages[key] = { version, ...platform, optional: true }
    added.push(`${name}@${version}`)
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).toSorted(([a], [b]) => (a < b ? -1 : 1)))
writeFileSync(PATH, `${JSON.stringify(lock, null, 2)}\n`)
console.log(added.length === 0 ? 'Nothing was missing.' : `Added ${added.length}:\n  ${added.join('\n  ')}`)
