import type { Locator, Page } from '@playwright/test'

/** The row of a claim, by its title. */
export const claimRow = (page: Page, title: string): Locator =>
  page
    .getByRole('list', { name: 'Claims' })
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { name: title, exact: true }) })

/** Every claim on the page under its title, with its verdict in lower case; empty while it is checking. */
export async function verdictsOn(page: Page): Promise<Record<string, string>> {
  const rows = await page
    .getByRole('list', { name: 'Claims' })
    .getByRole('listitem')
    .evaluateAll((items) =>
      items.map((item) => [
        item.querySelector('h3')?.textContent ?? '',
        item.querySelector('p')?.textContent?.toLowerCase() ?? '',
      ]),
    )
  return Object.fromEntries(rows) as Record<string, string>
}

const never = {
  'OS image': 'not possible in a browser',
  'The quote is fresh': 'not possible in a browser',
  'Your connection ends inside the TEE': 'not possible in a browser',
  'This page is honest': 'not possible in a browser',
}

/** An honest CVM of the sandbox: all that needs no hardware is verified, the hardware is not. */
export const HONEST_SANDBOX = {
  'Genuine Intel TDX': 'reported, not verified',
  'TCB level': 'reported, not verified',
  'TDX module': 'reported, not verified',
  'Debug mode is off': 'reported, not verified',
  'Registers are what the event log says': 'verified here',
  'Compose file is the one measured': 'verified here',
  'App ID and instance ID': 'verified here',
  'Key provider': 'reported, not verified',
  ...never,
}

/** A genuine CVM with all its evidence, whose key provider this page does not know. */
export const GENUINE = {
  'Genuine Intel TDX': 'verified here',
  'TCB level': 'verified here',
  'TDX module': 'verified here',
  'Debug mode is off': 'verified here',
  'Registers are what the event log says': 'verified here',
  'Compose file is the one measured': 'verified here',
  'App ID and instance ID': 'verified here',
  'Key provider': 'reported, not verified',
  ...never,
}
