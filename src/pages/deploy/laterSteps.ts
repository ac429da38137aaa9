// What comes after the first step, as one script: what seals, signs and follows a commit is two thirds of
// the wizard, and nobody needs it to begin.
export { CommitStep } from './commit/CommitStep.tsx'
export { Deployed } from './commit/Deployed.tsx'
export { ProvisionStep } from './provision/ProvisionStep.tsx'
export { ResourcesStep } from './resources/ResourcesStep.tsx'
export { SecretsStep } from './secrets/SecretsStep.tsx'
