import { sha256 } from '@noble/hashes/sha2'

/**
 * The private keys of the sandbox's KMS. They are published on purpose and protect nothing: the
 * sandbox needs a root that the page can recognise, and anything in a sandbox that looked like a
 * secret root would pretend to a trust that is not there. The page accepts signatures by them on the
 * sandbox connection only, and calls them what they are (`roots.ts`).
 */
export const SANDBOX_KMS_PRIVATE_KEY = sha256(
  'cvm-console sandbox KMS root: published, not a secret',
)

/** P-256 key of the sandbox KMS's certificate authority. */
export const SANDBOX_KMS_CA_PRIVATE_KEY = sha256(
  'cvm-console sandbox KMS CA: published, not a secret',
)
