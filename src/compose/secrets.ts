/** Prefixes that services give to their keys, so that leaked ones can be found. */
const prefixes: [RegExp, string][] = [
  [/^sk-[A-Za-z0-9_-]{20,}$/, 'an API key (sk-…)'],
  [/^gh[pousr]_[A-Za-z0-9]{20,}$/, 'a GitHub token'],
  [/^github_pat_\w{20,}$/, 'a GitHub token'],
  [/^glpat-[A-Za-z0-9_-]{16,}$/, 'a GitLab token'],
  [/^(?:AKIA|ASIA)[A-Z0-9]{16}$/, 'an AWS access key'],
  [/^xox[abprs]-[A-Za-z0-9-]{10,}$/, 'a Slack token'],
  [/^AIza[A-Za-z0-9_-]{30,}$/, 'a Google API key'],
  [/^(?:sk|rk|pk)_live_[A-Za-z0-9]{16,}$/, 'a Stripe key'],
  [/^hf_[A-Za-z0-9]{20,}$/, 'a Hugging Face token'],
  [/^phak_[A-Za-z0-9_-]{16,}$/, 'a Phala Cloud API key'],
  [/^npm_[A-Za-z0-9]{30,}$/, 'an npm token'],
  [/^pypi-[A-Za-z0-9_-]{40,}$/, 'a PyPI token'],
  [/^dckr_(?:pat|oat)_[A-Za-z0-9_-]{20,}$/, 'a Docker token'],
  [/^SG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,}$/, 'a SendGrid key'],
  [/^\d{8,10}:[A-Za-z0-9_-]{35}$/, 'the token of a Telegram bot'],
  [/^shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}$/, 'a Shopify token'],
  [/^dop_v1_[a-f0-9]{64}$/, 'a DigitalOcean token'],
  [/^tskey-[a-z]{2,10}-[A-Za-z0-9-]{16,}$/, 'a Tailscale key'],
  [/^(?:r8|xai|gsk|pplx|nvapi)[_-][A-Za-z0-9_-]{20,}$/, 'an API key'],
  [/^AGE-SECRET-KEY-1[0-9A-Z]{50,}$/, 'an age key'],
  [/^eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]*$/, 'a JSON web token'],
  [/^-----BEGIN [A-Z ]*PRIVATE KEY-----/, 'a private key'],
]

const secretName =
  /(?:^|_)(?:PASSWORD|PASSWD|PASS|PWD|SECRET|TOKEN|APIKEY|API_KEY|PRIVATE_KEY|ACCESS_KEY|SECRET_KEY|ENCRYPTION_KEY|CREDENTIALS?|MNEMONIC|PW)(?:_\d+)?$/i

/** Values that stand for "no secret" or "made by the program". */
const harmless = /^(?:|true|false|yes|no|on|off|none|null|\d{1,4}|disabled?|enabled?|\*+)$/i

const urlPassword = /^[a-z][a-z0-9+.-]{1,30}:\/\/[^\s/:@]{0,200}:([^\s/@]{1,200})@/i

/** A recovery phrase of a wallet: 12 to 24 words of the one list that all of them take words from. */
const phrase = /^(?:[a-z]{3,8} ){11}(?:(?:[a-z]{3,8} ){3}){0,4}[a-z]{3,8}$/

const privateKey = /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----/

/** The first stretch of a text that by its form alone is a secret, wherever it stands. */
export function knownSecretIn(text: string): { secret: string; kind: string } | undefined {
  if (text.length > 10_000) return undefined
  const key = privateKey.exec(text)
  if (key) return { secret: key[0], kind: 'a private key' }
  for (const word of text.split(/[\s"'=,;`]+/)) {
    const known = prefixes.find(([pattern]) => pattern.test(word))
    if (known) return { secret: word, kind: known[1] }
    // A placeholder such as <password> or *** is none.
    const password = urlPassword.exec(word)?.[1]
    if (password !== undefined && /^[^<*$]/.test(password))
      return { secret: word, kind: 'an address with a password in it' }
  }
  return undefined
}

/** Names what kind of secret a value looks like, or undefined. `value` must hold no variable. */
export function secretIn(key: string, value: string): string | undefined {
  if (value.length > 10_000) return undefined
  const known = prefixes.find(([pattern]) => pattern.test(value))
  if (known) return known[1]
  if (urlPassword.test(value)) return 'an address with a password in it'
  if (harmless.test(value) || /_FILE$/i.test(key)) return undefined
  if (secretName.test(key)) return 'a password or key, by its name'
  if (phrase.test(value)) return 'the recovery phrase of a wallet'
  if (/^0x[0-9a-f]{64}$/i.test(value)) return '32 secret bytes'
  // A path, an address or a sentence has structure; a key has none.
  if (value.length >= 32 && /^[A-Za-z0-9+/=_-]+$/.test(value) && isRandom(value))
    return 'a random key'
  return undefined
}

/** Bits of Shannon entropy for each character, against what random text of that alphabet would have. */
function isRandom(value: string): boolean {
  const counts = new Map<string, number>()
  for (const letter of value) counts.set(letter, (counts.get(letter) ?? 0) + 1)
  let bits = 0
  for (const count of counts.values())
    bits -= (count / value.length) * Math.log2(count / value.length)
  const isHex = /^[0-9a-f]+$/i.test(value)
  return isHex ? bits > 3.2 : bits > 4.2 && /\d/.test(value) && /[a-zA-Z]/.test(value)
}
