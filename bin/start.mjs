// Builds what is not built yet, or was built from other sources, and becomes the server.
import { fileURLToPath } from 'node:url'
import { build } from './build.mjs'

if (!(await build())) process.exit(1)
// The server reads its flags from here on, as if it had been started alone.
process.argv[1] = fileURLToPath(new URL('../dist/server/main.js', import.meta.url))
await import('../dist/server/main.js')
