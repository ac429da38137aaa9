import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'

/**
 * Real quotes and test vectors lie beside a checkout, not in it (their licences are their owners').
 * Tests that use them run where `../shared/trust/data` is there, and are reported as skipped, with
 * this sentence, where it is not.
 */
const DIRECTORY = resolve(import.meta.dirname, '../../../../shared/trust/data')

export const trustDataPresent = existsSync(DIRECTORY)

export const TRUST_DATA_ABSENT =
  '(skipped: ../shared/trust/data is absent, synthetic data is used instead)'

/** " " when the data is there, else the sentence that says why the suite is skipped. */
export const trustDataNote = trustDataPresent ? '' : ` ${TRUST_DATA_ABSENT}`

export const trustText = (path: string): string => readFileSync(resolve(DIRECTORY, path), 'utf8')

export const trustJson = (path: string): unknown => JSON.parse(trustText(path))
