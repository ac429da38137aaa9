// npm run bench [-- NAME …]: runs bench/NAME.bench.ts, or all of them, on the built app, prints a table
// and puts its lines into bench/RESULTS.md, in place of what these benches measured before.
process.env.NODE_ENV = 'production'
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
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

const ratios = (ratio = []) =>
  [ratio]
    .flat()
    .map((one) => one.toFixed(2))
    .join(', ')
const verdict = (row) => (row.met === undefined ? '' : row.met ? 'met' : '**missed**')
const day = new Date().toISOString().slice(0, 10)
const lines = rows.map(
  (row) =>
    `| ${row.bench} | ${row.what} | ${row.ours} | ${row.other ?? ''} | ${ratios(row.ratio)} | ${row.goal ?? ''} | ${verdict(row)} | ${day} |`,
)
const head = [
  '| bench | what | ours | against | ratio | goal | | measured |',
  '|---|---|---|---|---|---|---|---|',
]
console.log([...head, ...lines].join('\n'))

const file = new URL('RESULTS.md', here)
const ran = new Set(rows.map((row) => row.bench))
const kept = (existsSync(file) ? readFileSync(file, 'utf8') : '')
  .split('\n')
  .filter((line) => line.endsWith(' |') && all.includes(benchOf(line)) && !ran.has(benchOf(line)))
const table = [...kept, ...lines].sort((a, b) => all.indexOf(benchOf(a)) - all.indexOf(benchOf(b)))
const machine = `${cpus().length} cores, ${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.version}`
writeFileSync(
  file,
  `# What is fast, measured\n\nMade by \`npm run bench\` on ${machine}. Both sides of a ratio were measured in the same run; times are\nmedians unless they say p95.\n\n${[...head, ...table].join('\n')}\n`,
)

function benchOf(line) {
  return line.split('|')[1]?.trim() ?? ''
}
