// Run by tests as a process of its own, to be killed: tsx lib/testing/lock-process.ts FOLDER ROUNDS
// Takes the lock and lets it go again, round after round. While it has it, a file that only one can make tells on whoever else has it too.
import { once } from 'node:events'
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { lockDataDir } from '@/lib/database/lock'

const folder = process.argv[2] ?? ''
const witness = join(folder, 'witness')
const name = join(folder, `witness.${process.pid}`)
writeFileSync(name, String(process.pid))
let taken = 0
for (let round = 0; round < Number(process.argv[3]); round++) {
  try {
    const release = await lockDataDir(folder)
    await bearWitness()
    taken++
    if (taken === 1) console.log('taken')
    await sleep(Math.random() * 8)
    rmSync(witness)
    await release()
  } catch (error) {
    if (!String(error).includes('is in use by')) throw error
  }
}
console.log('done')
// Others may be looking whether it is alive.
await once(process.stdin.resume(), 'end')

async function bearWitness(): Promise<void> {
  try {
    linkSync(name, witness)
  } catch {
    // Left by one that was killed, which dies a moment after its lock; one that lives on has the lock too.
    const owner = Number(readFileSync(witness, 'utf8'))
    for (let waited = 0; isAlive(owner); waited++) {
      if (waited === 300) throw new Error(`${owner} and ${process.pid} have the lock`)
      await sleep(10)
    }
    rmSync(witness)
    linkSync(name, witness)
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
