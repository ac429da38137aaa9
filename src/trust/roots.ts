/** A key management system whose keys are known here, so that a signature by it means something. */
export interface KmsRoot {
  /** How the page names it. */
  readonly name: string
  /** Who vouches for these keys: shown beside every verdict that rests on them. */
  readonly source: string
  /** Compressed secp256k1 public key that signs the keys of apps: 66 lower-case hex digits. */
  readonly k256: string
  /**
   * The `id` in a TD's `key-provider` event: the SubjectPublicKeyInfo (DER, hex) of a KMS's CA, or the
   * measurement of the enclave of a local key provider.
   */
  readonly ca_spki?: string
  /** True only for the sandbox, whose private key is published: it proves nothing else. */
  readonly sandbox?: true
}

/** Phala's centralised KMS, as published by its Trust Center. */
export const PHALA_KMS: KmsRoot = {
  name: 'Phala KMS',
  source: 'pinned in this page, as published in the source of Phala Trust Center',
  k256: '0334c76e0c3f52ec64cbf9bbf5c910c272330166fd656c0a86bb330963e46910e1',
  ca_spki:
    '3059301306072a8648ce3d020106082a8648ce3d030107034200048844eb42ccdf8c52fd4f174f362fcb9bbd19c45fd48f1edec2d8f1ca23536ec1a74021b4cee610c074f8294d431b2b7fee2c39e5333fdaf0a4522d43fb159d9f',
}

/**
 * The sandbox's KMS. Its private key is in this repository (`sandboxKms.ts`): anyone can sign with
 * it, so its signature says "this is a sandbox" and no more.
 */
export const SANDBOX_KMS: KmsRoot = {
  name: 'Sandbox KMS',
  source: 'a published key that anyone can sign with: it says that this is a sandbox, and no more',
  k256: '03c018aefb05633c2a7b04c516a7338bd62d274de30754e695392a7970a982e5da',
  ca_spki:
    '3059301306072a8648ce3d020106082a8648ce3d03010703420004c0b11ed45f711e2590779bd53929e14fd3976a9f269ad2c82a5ed42a621be6e504d90a5becb0ee5c717dfbdf802dc51fd300b8e64167a90f95d8a8c27c24bc75',
  sandbox: true,
}

/** The keys that the operator of this console has added, and what they rest on. */
export const operatorRoots = (
  given: readonly Pick<KmsRoot, 'name' | 'k256' | 'ca_spki'>[],
): KmsRoot[] =>
  given.map((root) => ({
    ...root,
    source: 'added by whoever runs this console, by its configuration',
  }))

/**
 * The roots that count on a connection. The sandbox's root counts on the sandbox only, and on no
 * other connection whatever the configuration says; `additional` are the operator's own.
 */
export function kmsRootsFor(connection: string, additional: readonly KmsRoot[] = []): KmsRoot[] {
  const own = additional.filter(
    ({ k256, ca_spki }) => k256 !== SANDBOX_KMS.k256 && ca_spki !== SANDBOX_KMS.ca_spki,
  )
  return connection === 'sandbox' ? [SANDBOX_KMS, ...own] : [PHALA_KMS, ...own]
}
