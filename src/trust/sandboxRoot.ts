/**
 * The root under which the sandbox signs its quotes. Its private key is a hash of a published label
 * (`server/sandbox/attestation/pki.ts`): anyone can sign under it. A quote that ends here shows that
 * every structure holds together, and that there is no TEE.
 */
export const SANDBOX_ROOT_NAME = 'CVM Console Sandbox Root CA (not a TEE)'

/** The only certificate under this root that may sign TCB info and QE identity. */
export const SANDBOX_TCB_SIGNER = 'Sandbox TCB Signing'

export const SANDBOX_ROOT_PEM = `-----BEGIN CERTIFICATE-----
MIIBdzCCARygAwIBAgIRAJNGCdXDHk26yrdu38YlvhYwCgYIKoZIzj0EAwIwMjEw
MC4GA1UEAwwnQ1ZNIENvbnNvbGUgU2FuZGJveCBSb290IENBIChub3QgYSBURUUp
MB4XDTI1MDEwMTAwMDAwMFoXDTQ5MTIzMTAwMDAwMFowMjEwMC4GA1UEAwwnQ1ZN
IENvbnNvbGUgU2FuZGJveCBSb290IENBIChub3QgYSBURUUpMFkwEwYHKoZIzj0C
AQYIKoZIzj0DAQcDQgAEVDX0gukRW3xnNFzeNHK5gR4UmsaAalIbraorqyHS7XFP
I8XsU9qVoCJ46ocrKwyijCd6B2wyVBAWVvvumjMqVaMTMBEwDwYDVR0TAQH/BAUw
AwEB/zAKBggqhkjOPQQDAgNJADBGAiEA4BdMrtegOkahJxMJSgO34eq7IpbmpwLE
dSOHghROa64CIQCUvIFODwFN+1VgaoIZC/Pv9ADtJxSdlaW+WgRIiy/eQg==
-----END CERTIFICATE-----`
