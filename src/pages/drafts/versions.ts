import * as v from 'valibot'

/**
 * One version of a text of a CVM being changed: what the server had when the edit began, and how far
 * it has come. The version that counts is stored under the edit's key; one that could not take its
 * place, or was left by a dying page, under `key@writer`.
 */
const Version = v.object({
  key: v.string(),
  base: v.string(),
  text: v.string(),
  /** Milliseconds since 1970. */
  at: v.number(),
  /** The page that wrote it: one id for each time a page is loaded. */
  writer: v.optional(v.string(), ''),
  /** The stamp of the version that it was made from, `''` for none. */
  over: v.optional(v.string(), ''),
})
export type Version = v.InferOutput<typeof Version>

export const stampOf = (version: Version | undefined): string =>
  version ? `${version.writer}:${version.at}` : ''

export function parseVersion(stored: unknown): Version | undefined {
  const parsed = v.safeParse(Version, stored)
  return parsed.success ? parsed.output : undefined
}

/** A version that says nothing is as good as none. */
export const isChanged = ({ text, base }: { text: string; base: string }): boolean => text !== base

/** Whether `next` was made knowing `before`, and may take its place. */
export const follows = (next: Version, before: Version | undefined): boolean =>
  before === undefined || before.writer === next.writer || stampOf(before) === next.over

export type Settled = {
  /** What is on screen next; undefined when nothing is being changed. */
  mine: Version | undefined
  /** Another tab's version that says something else: somebody has to choose. */
  other: Version | undefined
}

/**
 * Makes one of what is stored and of what pages left. `own` are the writers of this tab: theirs is
 * what somebody sees here, whichever is the latest.
 */
export function settle(
  main: Version | undefined,
  left: readonly Version[],
  own: ReadonlySet<string>,
): Settled {
  let current = main
  const apart: Version[] = []
  for (const version of left.toSorted((a, b) => a.at - b.at)) {
    const isOlder = current?.writer === version.writer && current.at > version.at
    if (isOlder) continue
    if (follows(version, current)) current = version
    else apart.push(version)
  }
  const rivals = apart.filter((one) => isChanged(one) && one.text !== current?.text)
  const changed = current && isChanged(current) ? current : undefined
  if (!changed) return { mine: rivals.at(-1), other: undefined }
  const mine = rivals.findLast(({ writer }) => own.has(writer))
  return mine ? { mine, other: changed } : { mine: changed, other: rivals.at(-1) }
}
