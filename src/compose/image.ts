/** An image reference taken apart, as the OCI distribution grammar names the parts. */
export interface ImageReference {
  /** `docker.io` when the reference names none. */
  registry: string
  /** With `library/` in front for Docker's own images. */
  repository: string
  tag?: string
  digest?: string
}

// Grammar of the OCI reference implementation (distribution/reference). Each pattern is matched on a
// part that was already split off, is anchored, and has no nested repetition over one character class.
const domain =
  /^(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*|\[[a-fA-F0-9:]+\])(?::[0-9]+)?$/
const component = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/
const tagPattern = /^\w[\w.-]{0,127}$/
const digestPattern = /^[a-zA-Z][a-zA-Z0-9]*(?:[-_+.][a-zA-Z][a-zA-Z0-9]*)*:[0-9a-fA-F]{32,}$/
const MAX_NAME = 255

export type ParsedImage = { ok: true; image: ImageReference } | { ok: false; reason: string }

/** Takes an image reference apart, or says in words what is wrong with it. */
export function parseImage(reference: string): ParsedImage {
  const bad = (reason: string): ParsedImage => ({ ok: false, reason })
  if (reference === '') return bad('it is empty')
  if (/\s/.test(reference)) return bad('it contains a space')
  if (reference.length > 1024) return bad('it is longer than 1024 characters')
  if (/^[a-z]+:\/\//.test(reference))
    return bad('it starts with a protocol; leave out everything up to //')

  const at = reference.indexOf('@')
  const digest = at === -1 ? undefined : reference.slice(at + 1)
  if (digest !== undefined && !digestPattern.test(digest))
    return bad('what follows @ is not a digest such as sha256:… with 64 hexadecimal digits')
  if (digest?.startsWith('sha256:') && digest.length !== 'sha256:'.length + 64)
    return bad(`a sha256 digest has 64 hexadecimal digits, this one has ${digest.length - 7}`)

  const name = at === -1 ? reference : reference.slice(0, at)
  const colon = name.lastIndexOf(':')
  const hasTag = colon > name.lastIndexOf('/')
  const tag = hasTag ? name.slice(colon + 1) : undefined
  if (tag !== undefined && !tagPattern.test(tag))
    return bad(
      tag === ''
        ? 'the tag after : is missing'
        : `the tag ${quote(tag)} has characters other than letters, digits, _ . and -`,
    )

  const path = hasTag ? name.slice(0, colon) : name
  const parts = path.split('/')
  const [first = ''] = parts
  const namesRegistry =
    parts.length > 1 &&
    (/[.:]/.test(first) || first === 'localhost' || first !== first.toLowerCase())
  if (namesRegistry && !domain.test(first)) return bad(`${quote(first)} is not a registry host`)
  const repository = namesRegistry ? parts.slice(1) : parts
  const wrong = repository.find((part) => !component.test(part))
  if (wrong !== undefined)
    return bad(
      wrong === ''
        ? 'a part of its name is empty'
        : wrong !== wrong.toLowerCase()
          ? `${quote(wrong)} has capital letters, a repository name is lower-case`
          : `${quote(wrong)} is not a valid repository name`,
    )
  if (path.length > MAX_NAME) return bad(`its name is longer than ${MAX_NAME} characters`)
  const isDockerHub = !namesRegistry || first === 'docker.io' || first === 'index.docker.io'
  return {
    ok: true,
    image: {
      registry: isDockerHub ? 'docker.io' : first,
      repository:
        isDockerHub && repository.length === 1
          ? `library/${path.split('/').at(-1)}`
          : repository.join('/'),
      ...(tag === undefined ? {} : { tag }),
      ...(digest === undefined ? {} : { digest }),
    },
  }
}

/** True when the reference names its content by digest, so that it can never become something else. */
export function isPinned(reference: string): boolean {
  const parsed = parseImage(reference)
  return parsed.ok && parsed.image.digest !== undefined
}

function quote(text: string): string {
  return `“${text.length > 60 ? `${text.slice(0, 60)}…` : text}”`
}
