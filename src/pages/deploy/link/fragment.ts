/** What each text is called in the fragment of a deploy link. */
export const PACKED = { compose: 'compose', pre_launch_script: 'pre_launch' } as const

export const fragmentOf = (hash: string): URLSearchParams =>
  new URLSearchParams(hash.replace(/^#/, ''))

/** Whether a fragment is one of a deploy link, and not the name of a place on the page. */
export const hasDeployFragment = (hash: string): boolean =>
  Object.values(PACKED).some((key) => fragmentOf(hash).has(key))
