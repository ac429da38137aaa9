import * as v from 'valibot'
import { Composition, CvmNetwork, CvmStats } from '../contract/observe.ts'
import { CvmAttestation } from '../contract/attestation.ts'
import { cvmPath } from './cvms.ts'
import { request, requestText } from './http.ts'

type One = { id: string }

/** GET /cvms/{id}/network */
export function getCvmNetwork({ id }: One, signal?: AbortSignal): Promise<CvmNetwork> {
  return request({ path: `${cvmPath(id)}/network`, schema: CvmNetwork, signal })
}

/** GET /cvms/{id}/composition: the containers. */
export function getCvmComposition({ id }: One, signal?: AbortSignal): Promise<Composition> {
  return request({ path: `${cvmPath(id)}/composition`, schema: Composition, signal })
}

/** GET /cvms/{id}/stats */
export function getCvmStats({ id }: One, signal?: AbortSignal): Promise<CvmStats> {
  return request({ path: `${cvmPath(id)}/stats`, schema: CvmStats, signal })
}

/** GET /cvms/{id}/attestation */
export function getCvmAttestation({ id }: One, signal?: AbortSignal): Promise<CvmAttestation> {
  return request({ path: `${cvmPath(id)}/attestation`, schema: CvmAttestation, signal })
}

/** What is measured; fields that are not named here are kept. */
const AppCompose = v.looseObject({
  docker_compose_file: v.optional(v.nullable(v.string())),
  pre_launch_script: v.optional(v.nullable(v.string())),
  allowed_envs: v.optional(v.nullable(v.array(v.string()))),
})
export type AppCompose = v.InferOutput<typeof AppCompose>

/** GET /cvms/{id}/compose_file: the app-compose document, all of its fields kept. */
export function getCvmComposeFile({ id }: One, signal?: AbortSignal): Promise<AppCompose> {
  return request({ path: `${cvmPath(id)}/compose_file`, schema: AppCompose, signal })
}

/** GET /cvms/{id}/docker-compose.yml */
export function getCvmDockerCompose({ id }: One, signal?: AbortSignal): Promise<string> {
  return requestText({ path: `${cvmPath(id)}/docker-compose.yml`, signal })
}

/** GET /cvms/{id}/pre-launch-script */
export function getCvmPreLaunchScript({ id }: One, signal?: AbortSignal): Promise<string> {
  return requestText({ path: `${cvmPath(id)}/pre-launch-script`, signal })
}
