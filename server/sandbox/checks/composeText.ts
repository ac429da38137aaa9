import { ErrorCode } from '../../../src/contract/errors.ts'
import { MAX_COMPOSE_PAYLOAD_BYTES } from '../../../src/contract/provision.ts'
import { formErrorsIn } from '../../../src/compose/problems.ts'
import { failure, invalidField } from '../failure.ts'

/**
 * Whether this text is a compose file at all: YAML, with services, as the specification has it.
 * Whether a CVM can run what it says is found out at boot. `field` is where it stands in the body.
 */
export function checkComposeText(
  text: string | undefined,
  preLaunchScript: string | undefined,
  field: string,
): asserts text is string {
  if (text === undefined || text.trim() === '') {
    throw failure(400, ErrorCode.COMPOSE_FILE_REQUIRED, 'A Docker Compose file is required', {
      details: [{ field, message: 'It is missing or empty.' }],
    })
  }
  const bytes = Buffer.byteLength(text) + Buffer.byteLength(preLaunchScript ?? '')
  if (bytes > MAX_COMPOSE_PAYLOAD_BYTES) {
    throw invalidField(
      field,
      `Combined size of docker_compose_file and pre_launch_script must not exceed 200KB (current: ${Math.ceil(bytes / 1024)}KB)`,
    )
  }
  const problems = formErrorsIn(text)
  const [first] = problems
  if (!first) return
  throw failure(
    400,
    ErrorCode.INVALID_COMPOSE_FILE,
    `The Docker Compose file is not valid: line ${first.line}: ${first.message}`,
    {
      details: problems.slice(0, 20).map(({ line, column, message }) => ({
        field,
        value: { line, column },
        message: `Line ${line}: ${message}`,
      })),
      suggestions: ['Correct the file at the lines named'],
    },
  )
}
