// Run by tests as a process of its own, to be killed: tsx lib/testing/lock-process.ts FOLDER ROUNDS
// Takes the lock and lets it go again, round after round. While it has it, a file that only one can make tells on whoever else has it too.
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { lockDataDir } from '@/lib/database/lock'

const folder = process.argv[2] ?? ''
const witness = join(folder, 'witness')
let taken = 0
for (let round = 0; round < Number(process.argv[3]); round++) {
  let release
  try {
    release = await lockDataDir(folder)
  } catch (error) {
    if (!String(error).includes('is in use by process')) throw error
    continue
  }
  try {
    writeFileSync(witness, String(process.pid), { flag: 'wx' })
  } catch {
    const owner = Number(readFileSync(witness, 'utf8'))
    // Left by one that was killed; its owner being alive would mean that two have the lock.
    let alive = true
    try {
      process.kill(owner, 0)
    } catch {
      alive = false
    }
    if (alive) {
      console.log(`${owner} and ${process.pid} have the lock`)
      process.exit(1)
    }
    writeFileSync(witness, String(process.pid))
  }
  if (taken++ === 0) console.log('taken')
  await sleep(Math.random() * 8)
  rmSync(witness)
  await release()
}
