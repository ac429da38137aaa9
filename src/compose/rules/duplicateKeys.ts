import { isMap, isPair, isSeq } from 'yaml'
import { scalarText } from '../node.ts'
import type { Problem } from '../problem.ts'
import { docs, problemAt, type Rule } from '../rule.ts'

/** The same key twice in one mapping: Compose refuses the file. */
export const duplicateKeys: Rule = (compose) => {
  const problems: Problem[] = []
  const visit = (node: unknown): void => {
    if (isPair(node)) return visit(node.value)
    if (isSeq(node)) return node.items.forEach(visit)
    if (!isMap(node)) return
    const seen = new Map<string, number>()
    for (const pair of node.items) {
      const keyNode = compose.resolve(pair.key)
      const key = scalarText(keyNode)
      visit(pair.value)
      if (!keyNode || key === undefined) continue
      const line = seen.get(key)
      if (line === undefined) seen.set(key, compose.place(keyNode).line)
      else
        problems.push(
          problemAt(compose, keyNode, {
            rule: 'duplicate-key',
            severity: 'error',
            message: `${key}: stands here a second time; it is in line ${line} already. Keep one of them.`,
            why: 'Docker Compose refuses a mapping with the same key twice, because one of the two would be lost.',
            link: docs.compose,
          }),
        )
    }
  }
  visit(compose.root)
  return problems
}
