// The same server with hot reload: Vite serves the page, the gateway everything else. Server code is
// loaded anew when it changes.
import { createServer } from 'node:http'
import { createServer as createVite } from 'vite'

const GATEWAY = /^\/(api\/v1|public\/v1|sandbox\/api|session|healthz)(\/|$|\?)/

const http = createServer()
const vite = await createVite({
  appType: 'spa',
  server: { middlewareMode: true, hmr: { server: http } },
})
const { announce, runCommand } = await vite.ssrLoadModule('/server/command.ts')
const { listen } = await vite.ssrLoadModule('/server/listen.ts')
const { urlHost } = await vite.ssrLoadModule('/server/gateway/host.ts')

// Vite serves the page here: the gateway has no files of its own.
const noAssets = {
  file: () => undefined,
  page: () => new Response('Not found\n', { status: 404 }),
}

const serving = await runCommand(process.argv.slice(2), process.env, async (flags) => {
  const listening = await listen(flags.host, flags.port, http)
  const origin = `http://${urlHost(flags.host)}:${listening.port}`
  let running = await start()
  announce(origin, running)

  async function start() {
    const { createConsole } = await vite.ssrLoadModule('/server/console.ts')
    const { nodeListener } = await vite.ssrLoadModule('/server/nodeListener.ts')
    const console = await createConsole(flags, origin, noAssets)
    const gateway = nodeListener(console.app)
    listening.answerWith((request, response) => {
      if (GATEWAY.test(request.url ?? '')) gateway(request, response)
      else vite.middlewares(request, response)
    })
    return console
  }

  async function reload() {
    await running.close()
    running = await start()
  }

  // One change at a time: a sandbox lets go of its database before the next one opens it.
  let reloading = Promise.resolve()
  vite.watcher.on('change', (path) => {
    if (!/\/server\/.*\.ts$/.test(path) || path.endsWith('.test.ts')) return
    reloading = reloading.then(reload).catch((error) => console.error(error))
  })

  for (const signal of ['SIGTERM', 'SIGINT']) {
    process.on(signal, async () => {
      await listening.close(500)
      await running.close()
      process.exit(0)
    })
  }
})
if (!serving) await vite.close()
