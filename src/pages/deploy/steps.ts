import type { Issue } from './issue.ts'

export const STEPS = ['compose', 'resources', 'secrets', 'provision', 'commit'] as const
export type Step = (typeof STEPS)[number]

export const STEP_LABEL = {
  compose: 'Compose',
  resources: 'Resources',
  secrets: 'Secrets',
  provision: 'Provision',
  commit: 'Commit',
} as const satisfies Record<Step, string>

/** What keeps somebody on a step: empty means that the next one may be entered. */
export type Blocks = Record<Step, readonly Issue[]>

export const isStep = (text: string | null): text is Step => STEPS.some((step) => step === text)

export const stepAfter = (step: Step): Step | undefined => STEPS[STEPS.indexOf(step) + 1]
export const stepBefore = (step: Step): Step | undefined => STEPS[STEPS.indexOf(step) - 1]

/** A step can be entered when nothing blocks any step before it. */
export function isReachable(step: Step, blocks: Blocks): boolean {
  return STEPS.slice(0, STEPS.indexOf(step)).every((earlier) => blocks[earlier].length === 0)
}

/** The wanted step, or the last one before it that can be entered. */
export function nearestReachable(wanted: Step, blocks: Blocks): Step {
  const reachable = STEPS.slice(0, STEPS.indexOf(wanted) + 1).filter((step) =>
    isReachable(step, blocks),
  )
  return reachable.at(-1) ?? 'compose'
}
