import { execFileSync, spawn } from 'node:child_process'
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, statfsSync, unlinkSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '10' }, size: { type: 'string', default: '400' }, file: { type: 'string', default: 'ext4' } } })
const rounds = Number(values.rounds)
const megabytes = Number(values.size)
const store = fileURLToPath(new URL('full-disk-store.ts', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'full-disk-'))
const disk = join(folder, 'disk')
mkdirSync(disk)

function free(): number { const { bavail, bsize } = statfsSync(disk); return bavail * bsize }

type Report = Record<string, unknown>
function startStore(mode: string) {
  const child = spawn(process.execPath, ['--import', 'tsx', store, join(disk, 'data'), mode], { stdio: ['pipe', 'pipe', 'inherit'] })
  const said: Report[] = []
  createInterface({ input: child.stdout }).on('line', (line) => { try { said.push(JSON.parse(line)) } catch { said.push({ raw: line }) } })
  let ended = false
  child.on('exit', () => (ended = true))
  const last = (key: string) => said.findLast((r) => key in r)
  return { child, said, last, ended: () => ended, until: async (what: () => boolean, limit = 60_000) => {
    const end = Date.now() + limit
    while (!what() && !ended && Date.now() < end) await sleep(10)
    return what()
  } }
}

async function round(number: number) {
  const image = join(folder, 'image')
  if (values.file === 'tmpfs') execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', disk])
  else {
    execFileSync('truncate', ['-s', `${megabytes}M`, image])
    execFileSync('mkfs.ext4', ['-q', '-F', '-m', '0', image])
    execFileSync('mount', ['-o', 'loop', image, disk])
  }
  const problems: string[] = []
  try {
    const s = startStore('clicks')
    await s.until(() => s.last('open') !== undefined)
    const num = (key: string) => Number(s.last(key)?.[key] ?? 0)
    const ballast = openSync(join(disk, 'ballast'), 'w')
    const chunk = Buffer.alloc(256 * 1024, 1)
    // Others fill the disk beside the clicks, at a pace of their own.
    const pause = [0, 10, 60, 400][Math.floor(Math.random() * 4)] ?? 0
    await s.until(() => num('answered') > 200 + Math.random() * 2000)
    const left = (10 + Math.random() * 100) * 1_000_000
    while (free() > left) writeSync(ballast, chunk)
    const start = Date.now()
    let full = 0
    const hold = 500 + Math.random() * 4000
    while (!s.ended()) {
      try { writeSync(ballast, chunk, 0, free() < 2_000_000 ? 4096 : chunk.length); await sleep(pause) } catch { full ||= Date.now(); await sleep(1) }
      if (full && Date.now() - full > hold) break
      if (Date.now() - start > 60_000) { problems.push('never full'); break }
    }
    closeSync(ballast)
    const refused = num('refused')
    unlinkSync(join(disk, 'ballast'))
    const before = num('answered')
    if (!(await s.until(() => num('answered') > before + 50, 30_000))) problems.push('does not take clicks again')
    s.child.stdin.write('\n')
    if (!(await s.until(() => s.last('closed') !== undefined, 60_000))) problems.push('did not end')
    const report = s.last('lost') ?? {}
    const ok = (r: Report) => r.raw === r.rolledUp && r.visitors === r.rawVisitors
    if (report.lost !== 0 || report.doubled !== 0 || !ok(report)) problems.push('wrong: ' + JSON.stringify(report))
    s.child.kill('SIGKILL')
    await s.until(() => s.ended())
    const again = startStore('none')
    await again.until(() => again.last('open') !== undefined)
    again.child.stdin.write('\n')
    await again.until(() => again.last('closed') !== undefined)
    const second = again.last('lost') ?? {}
    if (!ok(second) || second.raw !== report.raw) problems.push('wrong after a restart: ' + JSON.stringify(second))
    again.child.kill('SIGKILL')
    await again.until(() => again.ended())
    console.log(`${number}: ${problems.length ? problems.join('; ') : 'ok'} refused ${refused} ${JSON.stringify(report)} ${((Date.now() - start) / 1000).toFixed(1)} s`)
    for (const l of [...s.said, ...again.said]) if ('log' in l || 'raw' in l && !('lost' in l)) console.log('   ', String(l.log ?? l.raw).slice(0, 250))
  } finally {
    execFileSync('umount', ['-l', disk])
    rmSync(image, { force: true })
  }
  return problems.length === 0
}

let good = 0
for (let n = 1; n <= rounds; n++) if (await round(n)) good++
console.log(`${good} of ${rounds}`)
rmSync(folder, { recursive: true, force: true })
