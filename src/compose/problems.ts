import { MAX_PAYLOAD_BYTES, MAX_PROBLEMS, utf8Bytes } from './limits.ts'
import { parseCompose } from './parse.ts'
import { byWeight, type Problem } from './problem.ts'
import { docs, type ProblemOptions, type Rule } from './rule.ts'
import { bindMounts } from './rules/bindMounts.ts'
import { containerNames } from './rules/containerNames.ts'
import { databaseVolume } from './rules/databaseVolume.ts'
import { duplicateKeys } from './rules/duplicateKeys.ts'
import { externalResources } from './rules/externalResources.ts'
import { imageReference } from './rules/imageReference.ts'
import { imageSource } from './rules/imageSource.ts'
import { isolation } from './rules/isolation.ts'
import { localFiles } from './rules/localFiles.ts'
import { logRotation } from './rules/logRotation.ts'
import { obsoleteVersion } from './rules/obsoleteVersion.ts'
import { plainSecrets } from './rules/plainSecrets.ts'
import { platform } from './rules/platform.ts'
import { portConflicts } from './rules/portConflicts.ts'
import { publicPorts } from './rules/publicPorts.ts'
import { quoting } from './rules/quoting.ts'
import { restartGate } from './rules/restartGate.ts'
import { specification } from './rules/specification.ts'
import { undefinedNames } from './rules/undefinedNames.ts'
import { invalidVariables, unsetVariables } from './rules/variables.ts'

const rules: Rule[] = [
  duplicateKeys,
  specification,
  imageSource,
  imageReference,
  localFiles,
  bindMounts,
  undefinedNames,
  externalResources,
  containerNames,
  portConflicts,
  publicPorts,
  invalidVariables,
  unsetVariables,
  plainSecrets,
  quoting,
  isolation,
  databaseVolume,
  restartGate,
  platform,
  logRotation,
  obsoleteVersion,
]

/**
 * Everything that is wrong with a compose file, or could be better in a CVM; errors first. An empty list
 * of errors means that a CVM can run it. Never throws, for any text, and takes time linear in its length.
 */
export function problemsIn(text: string, options: ProblemOptions = {}): Problem[] {
  const parsed = parseCompose(text)
  if (!parsed.ok) return parsed.problems
  const { compose } = parsed
  const found = [...size(text, options), ...rules.flatMap((rule) => rule(compose, options))]
  return found.sort(byWeight).slice(0, MAX_PROBLEMS)
}

/** The errors alone: what the API has to refuse. */
export function errorsIn(text: string, options: ProblemOptions = {}): Problem[] {
  return problemsIn(text, options).filter((problem) => problem.severity === 'error')
}

/** Why a text is no compose file at all: no YAML, no services, or not what the specification has. */
export function formErrorsIn(text: string): Problem[] {
  const parsed = parseCompose(text)
  if (!parsed.ok) return parsed.problems
  const found = [duplicateKeys, specification].flatMap((rule) => rule(parsed.compose, {}))
  return found.filter(({ severity }) => severity === 'error').sort(byWeight)
}

function size(text: string, { pre_launch_script: script = '' }: ProblemOptions): Problem[] {
  const bytes = utf8Bytes(text) + utf8Bytes(script)
  if (bytes <= MAX_PAYLOAD_BYTES) return []
  return [
    {
      rule: 'size',
      severity: 'error',
      message: `The compose file and the pre-launch script have ${bytes.toLocaleString('en')} bytes together; at most ${MAX_PAYLOAD_BYTES.toLocaleString('en')} are allowed.`,
      why: 'Phala Cloud limits the two to 200 KB together.',
      link: docs.limits,
      line: 1,
      column: 1,
      endLine: 1,
      endColumn: 2,
    },
  ]
}
