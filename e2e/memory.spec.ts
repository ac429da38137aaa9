import type { Page } from '@playwright/test'
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from './harness/cloudTest.ts'
import { leftBehind, onDisk } from './harness/onDisk.ts'

/** Every string that the page holds on to, after it has been told to forget what it can. */
async function memoryOf(page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page)
  const chunks: string[] = []
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk))
  await session.send('HeapProfiler.enable')
  for (let n = 0; n < 3; n++) await session.send('HeapProfiler.collectGarbage')
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false })
  await session.detach()
  return chunks.join('')
}

/** Text as a keyboard makes it: no script of the test's own ever holds it. */
async function type(page: Page, label: string, text: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).focus()
  await page.keyboard.insertText(text)
}

const follow = (page: Page, name: string) =>
  page.getByRole('navigation').getByRole('link', { name, exact: true }).click()

test('neither the API key nor a value of a secret is in the memory of a page that was left', async ({
  page,
  cloud,
  server,
}) => {
  const value = `hunter2-${server.sandboxKey.slice(-8)}`
  await page.goto('/sign-in?next=/deploy')
  await type(page, 'API key', server.sandboxKey)
  await page.keyboard.press('Enter')
  await page.getByLabel('Compose file to upload').setInputFiles({
    name: 'docker-compose.yml',
    mimeType: 'text/yaml',
    buffer: Buffer.from(
      'services:\n  web:\n    image: nginx:1.27\n    environment:\n      TOKEN: ${TOKEN}\n',
    ),
  })
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('remembers-nothing')
  await page.getByRole('button', { name: 'Next' }).click()
  await type(page, 'Value of TOKEN', value)
  // It can be found as long as it is there.
  expect(await memoryOf(page)).toContain(value)
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByRole('button', { name: 'Provision', exact: true }).click()
  await expect(page.getByText('They agree')).toBeVisible()
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByRole('button', { name: 'Commit', exact: true }).click()
  await expect(page.getByRole('link', { name: 'Open CVM' })).toBeVisible()
  await follow(page, 'Nodes')
  await expect(page.getByRole('heading', { level: 1, name: 'Nodes' })).toBeVisible()
  await follow(page, 'CVMs')
  await expect(page.getByRole('rowheader', { name: 'remembers-nothing' })).toBeVisible()
  const memory = await memoryOf(page)
  expect(memory.length).toBeGreaterThan(100_000)
  const held = [value, server.sandboxKey].filter((secret) => memory.includes(secret))
  expect(held).toEqual([])
  const left = await leftBehind(page)
  expect(left.workers).toEqual([])
  const everywhere = JSON.stringify([left, await onDisk(page)])
  expect(everywhere).toContain('remembers-nothing')
  expect([value, server.sandboxKey].filter((secret) => everywhere.includes(secret))).toEqual([])
  // The line that the process begins with has the key; no other one does.
  expect(server.output().split(server.sandboxKey)).toHaveLength(2)
  expect(server.output()).not.toContain(value)
  expect(JSON.stringify(cloud.requests)).not.toContain(value)
})

test('no source map is shipped, and nothing points to one', () => {
  const files = readdirSync('dist', { recursive: true, encoding: 'utf8' })
  expect(files.filter((name) => name.endsWith('.map'))).toEqual([])
  const scripts = files.filter((name) => /\.(js|css)$/.test(name))
  expect(scripts.length).toBeGreaterThan(50)
  const pointing = scripts.filter((name) =>
    readFileSync(`dist/${name}`).includes('sourceMappingURL='),
  )
  expect(pointing).toEqual([])
})
