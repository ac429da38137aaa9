/** Counts how often something was refused on purpose; after `times` it is let through, and anew. */
export function createRefusals() {
  const counts = new Map<string, number>()
  return {
    take(key: string, times: number): boolean {
      const seen = counts.get(key) ?? 0
      if (seen >= times) counts.delete(key)
      else counts.set(key, seen + 1)
      return seen < times
    },
  }
}

export type Refusals = ReturnType<typeof createRefusals>
