/**
 * npm run bench:full-disk -- --rounds 100
 *
 * Tests what happens when the disk fills up. Each round creates a file system, opens a new event log on it, and takes clicks while something else
 * uses up the rest of the disk, byte by byte. The disk stays full for a while, then the space is freed. Every answered click must be stored once,
 * roll-ups must match, and queries must work, both then and after a restart.
 *
 * Needs root, because it mounts file systems. `--file-system tmpfs` fills memory instead of a disk image; `--megabytes` sets the size, and `--pause`
 * how many ms pass between one write of the rest of the disk and the next, which otherwise differs from round to round.
 */
import { execFileSync, spawn } from 'node:child_process'
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { fullDiskLine, type FullDiskReport } from './shapes'

const { values } = parseArgs({
  options: {
    rounds: { type: 'string' },
    megabytes: { type: 'string' },
    'file-system': { type: 'string' },
    pause: { type: 'string' },
  },
})
const options = z
  .object({
    rounds: z.coerce.number().int().min(1).default(10),
    megabytes: z.coerce.number().int().min(200).default(400),
    'file-system': z.enum(['ext4', 'tmpfs']).default('ext4'),
    pause: z.coerce.number().int().min(0).optional(),
  })
  .parse(values)

const folder = mkdtempSync(join(tmpdir(), 'full-disk-'))
const disk = join(folder, 'disk')
mkdirSync(disk)

/** How long to wait for an expected event, in ms. */
const PATIENCE = 180_000
const BLOCK = Buffer.alloc(256 * 1024, 1)

function mount(): void {
  if (options['file-system'] === 'tmpfs') {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${options.megabytes}m`, 'tmpfs', disk])
    return
  }
  const image = join(folder, 'image')
  rmSync(image, { force: true })
  execFileSync('truncate', ['-s', `${options.megabytes}M`, image])
  execFileSync('mkfs.ext4', ['-q', '-F', '-m', '0', image])
  execFileSync('mount', ['-o', 'loop', image, disk])
}

function free(): number {
  const { bavail, bsize } = statfsSync(disk)
  return bavail * bsize
}

/** Runs bench/full-disk-store.ts, either taking clicks or only reading. */
function startStore(mode: 'clicks' | 'look') {
  const file = fileURLToPath(new URL('full-disk-store.ts', import.meta.url))
  const child = spawn(process.execPath, ['--import', 'tsx', file, join(disk, 'data'), mode], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const said = {
    isOpen: false,
    answered: 0,
    refused: 0,
    log: [] as string[],
    report: undefined as FullDiskReport | undefined,
  }
  createInterface({ input: child.stdout }).on('line', (text) => {
    const line = fullDiskLine.parse(JSON.parse(text))
    if ('log' in line) said.log.push(line.log)
    else if ('report' in line) said.report = line.report
    else Object.assign(said, { isOpen: true }, line)
  })
  let ended = false
  const exit = new Promise<void>((resolve) => child.once('exit', () => resolve(void (ended = true))))
  const until = async (condition: () => boolean, what: string) => {
    const deadline = Date.now() + PATIENCE
    while (!condition()) {
      if (ended) throw new Error(`The store exited before it ${what}.`)
      if (Date.now() > deadline) throw new Error(`The store never ${what}.`)
      await sleep(10)
    }
  }
  /** Stops the clicks and counts them. */
  const finish = async () => {
    child.stdin.end()
    await until(() => said.report !== undefined, 'counted')
    await exit
    return said.report
  }
  const kill = async () => {
    child.kill('SIGKILL')
    await exit
  }
  return { said, until, finish, kill }
}

/** Fills the store's disk to the last byte from outside, and keeps it full for a while. */
async function fill(store: ReturnType<typeof startStore>): Promise<void> {
  const path = join(disk, 'ballast')
  const ballast = openSync(path, 'w')
  await store.until(() => store.said.answered > 200 + Math.random() * 2000, 'took clicks')
  const left = (10 + Math.random() * 100) * 1_000_000
  while (free() > left) writeSync(ballast, BLOCK)
  const pause = options.pause ?? [0, 10, 60][Math.floor(Math.random() * 3)] ?? 0
  const fullFor = 500 + Math.random() * 4000
  let fullSince = Infinity
  while (Date.now() - fullSince < fullFor || fullSince === Infinity) {
    try {
      writeSync(ballast, BLOCK, 0, free() < 2_000_000 ? 4096 : BLOCK.length)
      await sleep(pause)
    } catch {
      fullSince = Math.min(fullSince, Date.now())
      await sleep(5)
    }
  }
  closeSync(ballast)
  rmSync(path)
}

function problemsOf(report: FullDiskReport | undefined): string[] {
  if (!report) return ['no report']
  const { lost, doubled, raw, rolledUp, total } = report
  return [
    ...(lost > 0 ? [`${lost} lost`] : []),
    ...(doubled > 0 ? [`${doubled} doubled`] : []),
    ...(raw === rolledUp && raw === total ? [] : ['roll-ups differ']),
  ]
}

async function round(number: number): Promise<boolean> {
  mount()
  const started = Date.now()
  const problems: string[] = []
  const first = startStore('clicks')
  let again: typeof first | undefined
  try {
    await first.until(() => first.said.isOpen, 'opened')
    await fill(first)
    const { answered } = first.said
    await first.until(() => first.said.answered > answered + 50, 'took clicks again')
    const before = await first.finish()
    again = startStore('look')
    const after = await again.finish()
    problems.push(...problemsOf(before), ...problemsOf(after).map((problem) => `after a restart: ${problem}`))
    if (before?.raw !== after?.raw) problems.push('different clicks after a restart')
  } catch (error) {
    problems.push(error instanceof Error ? error.message : String(error))
  } finally {
    await first.kill()
    await again?.kill()
    execFileSync('umount', ['-l', disk])
  }
  const { report, refused } = first.said
  console.log(
    `${number}. ${problems.length > 0 ? problems.join(', ') : 'passed'}: ${report?.raw} clicks, ${refused} refusals, ${Math.round((Date.now() - started) / 1000)} s`,
  )
  if (problems.length > 0)
    console.log(
      [...first.said.log, ...(again?.said.log ?? []), JSON.stringify(report)].map((line) => `   ${line}`).join('\n'),
    )
  return problems.length === 0
}

let right = 0
for (let number = 1; number <= options.rounds; number++) if (await round(number)) right++
console.log(`${right} of ${options.rounds} rounds passed.`)
rmSync(folder, { recursive: true, force: true })
process.exitCode = right === options.rounds ? 0 : 1
