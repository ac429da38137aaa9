import { lazy } from 'react'

const bring = () => import('./laterSteps.ts')

export const ResourcesStep = lazy(async () => ({ default: (await bring()).ResourcesStep }))
export const SecretsStep = lazy(async () => ({ default: (await bring()).SecretsStep }))
export const ProvisionStep = lazy(async () => ({ default: (await bring()).ProvisionStep }))
export const CommitStep = lazy(async () => ({ default: (await bring()).CommitStep }))
export const Deployed = lazy(async () => ({ default: (await bring()).Deployed }))

/** When the page is loaded and at rest, before somebody presses Next. Whoever gets there first waits. */
const SOON_MS = 2_000

/** Fetches the later steps ahead. A failure shows where one is needed. */
export function bringSteps(): () => void {
  const timer = setTimeout(() => bring().catch(() => undefined), SOON_MS)
  return () => clearTimeout(timer)
}
