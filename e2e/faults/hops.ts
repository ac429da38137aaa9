import type { Rule } from '../harness/cloud.ts'
import { test as base } from '../harness/cloudTest.ts'
import { type FaultyProxy, startFaultyProxy } from './proxy/http.ts'
import { type FaultyLine, type LineFault, startFaultyLine } from './proxy/tcp.ts'

/** One of the two ways that an answer comes: from the API to the gateway, from there to the browser. */
export type Hop = {
  line: FaultyLine
  /** Answers everything itself, until what it returns is called. */
  answering(answer: Rule['answer']): () => void
}

/**
 * A test whose browser reaches the gateway over a faulty line and a proxy (`near`), and whose gateway
 * reaches the API over another line (`far`); `cloud` is what stands at its end.
 */
export const test = base.extend<
  { near: Hop & { proxy: FaultyProxy }; far: Hop },
  {
    farLine: FaultyLine
    nearProxy: FaultyProxy & { passTo(port: number): void }
    nearLine: FaultyLine
  }
>({
  farLine: [
    async ({ standIn }, use) => {
      const port = Number(new URL(standIn.url).port)
      const line = await startFaultyLine(() => ({ host: '127.0.0.1', port }))
      await use(line)
      await line.close()
    },
    { scope: 'worker' },
  ],
  cloudUrl: [
    async ({ farLine }, use) => use(`http://127.0.0.1:${farLine.port}/api/v1`),
    { scope: 'worker' },
  ],
  nearProxy: [
    // oxlint-disable-next-line no-empty-pattern -- the runner reads the dependencies off the pattern
    async ({}, use) => {
      let target = 0
      const proxy = await startFaultyProxy(() => target)
      await use({ ...proxy, passTo: (port) => void (target = port) })
      await proxy.close()
    },
    { scope: 'worker' },
  ],
  nearLine: [
    async ({ nearProxy }, use) => {
      const line = await startFaultyLine(() => ({ host: '127.0.0.1', port: nearProxy.port }))
      await use(line)
      await line.close()
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ server, nearProxy, nearLine }, use) => {
    nearProxy.passTo(Number(new URL(server.url).port))
    await use(`http://127.0.0.1:${nearLine.port}`)
  },
  near: async ({ nearLine, nearProxy }, use) => {
    await use({
      line: nearLine,
      proxy: nearProxy,
      answering: (answer) => nearProxy.rule({ path: /./, answer }),
    })
    await nearLine.set(NONE)
  },
  far: async ({ farLine, cloud }, use) => {
    await use({ line: farLine, answering: (answer) => cloud.rule({ path: /./, answer }) })
    await farLine.set(NONE)
  },
})

const NONE: LineFault = { kind: 'none' }

export { expect } from '../harness/cloudTest.ts'
