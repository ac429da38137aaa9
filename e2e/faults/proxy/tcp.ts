import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { Pace } from './pace.ts'

/** What is wrong with the line. What goes to the far side always goes whole: only answers suffer. */
export type LineFault =
  | { kind: 'none' }
  /** Each piece of an answer comes `ms` later, and up to `jitterMs` more. */
  | { kind: 'latency'; ms: number; jitterMs?: number }
  | { kind: 'bandwidth'; bytesPerSecond: number }
  /** The connection closes after so many bytes of answers. */
  | { kind: 'cut'; afterBytes: number }
  /** Connections are reset: those that are open, and each new one. */
  | { kind: 'reset' }
  /**
   * The far side does its work; its answer is thrown away and the connection is reset. `once` for the
   * first request only whose head matches, and then there is no fault any more.
   */
  | { kind: 'lose-answer'; once?: RegExp }
  /** Nobody listens. */
  | { kind: 'refuse' }
  /** Half open: everything is taken, nothing ever comes back. */
  | { kind: 'silent' }

export type FaultyLine = {
  port: number
  /** Resolves once the fault is in place, also for connections that are open already. */
  set(fault: LineFault): Promise<void>
  close(): Promise<void>
}

type Target = () => { host: string; port: number }

/** Listens on a port of its own and passes bytes to `target`, as badly as it is told to. */
export async function startFaultyLine(target: Target): Promise<FaultyLine> {
  let fault: LineFault = { kind: 'none' }
  const open = new Set<Socket>()
  const server = createServer((near) => serve(near))

  function serve(near: Socket): void {
    if (fault.kind === 'reset') {
      near.on('error', ignoreEnd)
      near.resetAndDestroy()
      return
    }
    const far = connect(target())
    const pace = new Pace()
    let passed = 0
    let asked = ''
    open.add(near)
    near.on('error', ignoreEnd)
    far.on('error', () => near.resetAndDestroy())
    near.on('close', () => {
      open.delete(near)
      far.destroy()
    })
    near.on('data', (chunk: Buffer) => (asked = chunk.toString('latin1', 0, 200)))
    near.pipe(far)
    far.on('data', (chunk: Buffer) => {
      if (fault.kind === 'silent') return
      if (fault.kind === 'lose-answer' && (fault.once?.test(asked) ?? true)) {
        if (fault.once) fault = { kind: 'none' }
        near.resetAndDestroy()
        return
      }
      if (fault.kind === 'cut') {
        const left = fault.afterBytes - passed
        passed += chunk.length
        near.write(chunk.subarray(0, Math.max(0, left)))
        if (passed >= fault.afterBytes) near.end(() => near.destroy())
        return
      }
      pace.after(delayOf(fault, chunk.length), () => {
        if (near.writable) near.write(chunk)
      })
    })
    far.on('end', () => {
      if (fault.kind !== 'silent') pace.after(0, () => near.end())
    })
  }

  const listen = (port: number) =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(port, '127.0.0.1', () => {
        server.off('error', reject)
        resolve()
      })
    })
  const stopListening = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      for (const socket of open) socket.resetAndDestroy()
    })

  await listen(0)
  const { port } = server.address() as AddressInfo
  return {
    port,
    set: async (next) => {
      const before = fault.kind
      fault = next
      if (next.kind === 'refuse' && server.listening) await stopListening()
      if (next.kind !== 'refuse' && !server.listening) await listen(port)
      // An answer that was swallowed never comes: such a connection is of no use afterwards.
      const isOver = next.kind === 'reset' || before === 'silent'
      if (isOver) for (const socket of open) socket.resetAndDestroy()
    },
    close: async () => {
      if (server.listening) await stopListening()
    },
  }
}

function delayOf(fault: LineFault, bytes: number): number {
  if (fault.kind === 'latency') return fault.ms + Math.random() * (fault.jitterMs ?? 0)
  if (fault.kind === 'bandwidth') return (bytes / fault.bytesPerSecond) * 1000
  return 0
}

/** The near side is gone, which is what faults are about; `close` follows and tidies up. */
function ignoreEnd(): void {}
