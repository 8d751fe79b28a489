import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { setPriority } from 'node:os'
import { join } from 'node:path'

/** Everything the built pages depend on. */
const SOURCES = [
  'app',
  'components',
  'lib',
  'messages',
  'public',
  'prisma/schema.prisma',
  'instrumentation-client.ts',
  'next.config.ts',
  'postcss.config.mjs',
  'tsconfig.json',
  'package.json',
  'package-lock.json',
]
/** What no page uses of them. */
const TESTING = join('lib', 'testing')
const STAMP = join('.next', 'tributary-build')

/**
 * Builds the pages unless they were already built from exactly these sources.
 * @param priority of the build's process, as in os.setPriority
 */
export async function ensureBuild(log: (line: string) => void, priority?: number): Promise<void> {
  const fingerprint = fingerprintOf(SOURCES)
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === fingerprint) return
  try {
    mkdirSync('.next', { recursive: true })
    accessSync('.next', constants.W_OK)
  } catch (error) {
    throw new Error(
      `The pages need to be built, but ${join(process.cwd(), '.next')} isn't writable. Run \`npm run build\` as the user who owns the folder, then start again.`,
      { cause: error },
    )
  }
  log('Building the pages. This takes about a minute and is only needed after changes …')
  const started = Date.now()
  const progress = setInterval(() => log(`  … still building, ${Math.round((Date.now() - started) / 1000)} s`), 15_000)
  try {
    await runNextBuild(priority)
  } finally {
    clearInterval(progress)
  }
  writeFileSync(STAMP, fingerprint)
  log(`Built in ${Math.round((Date.now() - started) / 1000)} s.`)
}

function runNextBuild(priority: number | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join('node_modules', 'next', 'dist', 'bin', 'next'), 'build'], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
    })
    if (priority !== undefined && child.pid !== undefined) setPriority(child.pid, priority)
    let output = ''
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.on('error', reject)
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`The pages couldn't be built:\n${output}`))))
  })
}

function fingerprintOf(paths: readonly string[]): string {
  const hash = createHash('sha256').update(process.version)
  const add = (path: string): void => {
    if (!existsSync(path) || path === TESTING) return
    if (statSync(path).isDirectory()) {
      for (const name of readdirSync(path).toSorted()) add(join(path, name))
    } else if (!/\.test\.tsx?$/.test(path)) {
      hash.update(`\0${path}\0`).update(readFileSync(path))
    }
  }
  for (const path of paths) add(path)
  return hash.digest('hex')
}

if (import.meta.filename === process.argv[1]) await ensureBuild(console.log)
