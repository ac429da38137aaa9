// npm run bench [-- NAME …]: runs bench/NAME.bench.ts, or all of them, on the built app and prints one
// table; a run of all also writes bench/RESULTS.md.
process.env.NODE_ENV = 'production'
import { execFileSync } from 'node:child_process'
import { readdirSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { createServer, loadConfigFromFile } from 'vite'

const here = new URL('.', import.meta.url)
const wanted = process.argv.slice(2)
const all = readdirSync(here)
  .filter((name) => name.endsWith('.bench.ts'))
  .map((name) => name.slice(0, -'.bench.ts'.length))
  .sort()
const unknown = wanted.find((name) => !all.includes(name))
if (unknown) {
  console.error(`no bench ${unknown}; there are: ${all.join(', ')}`)
  process.exit(2)
}

execFileSync(process.execPath, ['bin/build.mjs'], { stdio: ['ignore', 2, 2] })
// Of the project's own settings only where modules are: its plugins are for the page.
const loaded = await loadConfigFromFile({ command: 'serve', mode: 'production' })
const vite = await createServer({
  configFile: false,
  resolve: loaded?.config.resolve,
  server: { middlewareMode: true, hmr: false, ws: false, watch: null },
  appType: 'custom',
  logLevel: 'error',
  optimizeDeps: { noDiscovery: true },
})
const rows = []
try {
  for (const name of wanted.length ? wanted : all) {
    console.error(`… ${name}`)
    const bench = await vite.ssrLoadModule(`/bench/${name}.bench.ts`)
    for (const row of await bench.run()) rows.push({ bench: name, ...row })
  }
} finally {
  await vite.close()
}

const verdict = (row) => (row.met === undefined ? '' : row.met ? 'met' : '**missed**')
const table = [
  '| bench | what | ours | against | ratio | goal | |',
  '|---|---|---|---|---|---|---|',
  ...rows.map(
    (row) =>
      `| ${row.bench} | ${row.what} | ${row.ours} | ${row.other ?? ''} | ${row.ratio === undefined ? '' : row.ratio.toFixed(2)} | ${row.goal ?? ''} | ${verdict(row)} |`,
  ),
].join('\n')
console.log(table)

if (!wanted.length) {
  const machine = `${cpus().length} cores, ${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.version}`
  writeFileSync(
    new URL('RESULTS.md', here),
    `# What is fast, measured\n\nMade by \`npm run bench\` on ${new Date().toISOString().slice(0, 10)}, ${machine}. Both sides of a\nratio were measured in the same run; times are medians.\n\n${table}\n`,
  )
}
