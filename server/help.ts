export const HELP = `CVM Console: the open web dashboard for confidential VMs.

Usage: npx cvm-console [flags]        in a checkout: npm start -- [flags]

  --port N             port to listen on, 0 = any free one (PORT, default 4280)
  --host H             address to listen on (HOST, default 127.0.0.1); any that others can reach
                       needs --secret, and --sandbox-key when the sandbox is offered
  --allowed-host H     a further Host header to answer; repeatable (CVM_CONSOLE_ALLOWED_HOSTS)
  --data-dir D         where the sandbox keeps its database (CVM_CONSOLE_DATA_DIR, default .data)
  --seed N             fill a new data directory with N CVMs, 0 = none (CVM_CONSOLE_SEED,
                       default: a small demonstration fleet)
  --speed X            run the sandbox's clock X times as fast (CVM_CONSOLE_SANDBOX_SPEED)
  --chaos RATE[:SEED]  let this share of sandbox requests fail or stall (CVM_CONSOLE_SANDBOX_CHAOS)
  --connection NAME    offer this connection: sandbox or cloud; repeatable
                       (CVM_CONSOLE_CONNECTIONS, default sandbox,cloud)
  --cloud-url URL      where the cloud connection is (PHALA_CLOUD_API_PREFIX,
                       default https://cloud-api.phala.com/api/v1)
  --pccs-url URL       fetch Intel's lists for quotes from this PCCS too, or from Intel's own service
                       (CVM_CONSOLE_PCCS_URL, default: from the API only)
  --kms-root NAME=KEY[:ID]  count this KMS as known when signatures and key providers are checked;
                       repeatable (CVM_CONSOLE_KMS_ROOTS)
  --sandbox-key K      API key of the sandbox (CVM_CONSOLE_SANDBOX_KEY, default: made and kept)
  --secret S           seals sessions (CVM_CONSOLE_SECRET, default: made and kept); to change it,
                       give NEW,OLD for a day: the first seals, all are accepted
  --open               open the browser
  --help, --version
`
