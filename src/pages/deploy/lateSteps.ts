import { type ComponentType, createElement, lazy, useState } from 'react'
import type * as laterSteps from './laterSteps.ts'

type Steps = typeof laterSteps

let steps: Steps | undefined

const bring = async () => (steps = await import('./laterSteps.ts'))

/** Waits for nothing once the steps are there: what is lazy is drawn a moment later even then. */
function late<P extends object>(of: (steps: Steps) => ComponentType<P>): ComponentType<P> {
  const Late = lazy(async () => ({ default: of(await bring()) }))
  return function Step(props) {
    // Chosen once: another component in its place would begin anew.
    const [Shown] = useState<ComponentType<P>>(() => (steps ? of(steps) : Late))
    return createElement(Shown, props)
  }
}

export const ResourcesStep = late((all) => all.ResourcesStep)
export const SecretsStep = late((all) => all.SecretsStep)
export const ProvisionStep = late((all) => all.ProvisionStep)
export const CommitStep = late((all) => all.CommitStep)
export const Deployed = late((all) => all.Deployed)

/** When the page is loaded and at rest, before somebody presses Next. Whoever gets there first waits. */
const SOON_MS = 2_000

/** Fetches the later steps ahead. A failure shows where one is needed. */
export function bringSteps(): () => void {
  const timer = setTimeout(() => bring().catch(() => undefined), SOON_MS)
  return () => clearTimeout(timer)
}
