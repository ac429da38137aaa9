import type { ApiError } from './errors.ts'
import { isReading } from '../contract/reads.ts'
import type { ErrorLink } from './errorBody.ts'
import type { ErrorWords } from './errorWords.ts'
import { wordsAtHand } from './words.ts'

/** An error as people read it: what happened, why if known, and what to do next. */
export type Sentence = {
  title: string
  explanation: string
  action: string
  suggestions: string[]
  links: ErrorLink[]
}

/**
 * The one place where an ApiError becomes words. The server's own message is the explanation, also
 * for a code that is in no catalogue.
 */
export function sentence(error: ApiError): Sentence {
  const words = wordsOf(error)
  const action = waitWords(error) ?? ((reads(error) && words.afterReading) || words.action)
  return {
    title: words.title,
    explanation: words.explanation ?? error.message,
    action,
    suggestions: error.suggestions.filter((one) => one !== action),
    links: error.links,
  }
}

/** The same in one line, for a toast: "That name is taken. A CVM called web exists." */
export function shortSentence(error: ApiError): string {
  const { title, explanation } = sentence(error)
  return `${title}. ${explanation}`
}

function reads({ endpoint }: ApiError): boolean {
  const [method = '', path = ''] = endpoint.split(' ')
  return isReading(method, path)
}

function wordsOf(error: ApiError): ErrorWords {
  const look = 'Look at the current state before you try again: it may have arrived.'
  switch (error.kind) {
    case 'network':
      return {
        title: 'No answer came',
        action: reads(error)
          ? 'Check the network connection; it is tried again when it is back.'
          : look,
      }
    case 'timeout':
      return { title: 'No answer came in time', action: reads(error) ? 'Try again.' : look }
    case 'aborted':
      return { title: 'Cancelled', action: 'Try again when you want to.' }
    case 'unreadable':
      return {
        title: 'The answer cannot be used',
        action: reads(error) ? 'Try again; if it stays, report it with the Details.' : look,
      }
    default:
      return (
        wordsAtHand()?.wordsForCode(error.error_code ?? '') ??
        wordsAtHand()?.wordsForStatus(error.status) ?? {
          title: `The server answered ${error.status}`,
          action: reads(error) ? 'Try again.' : look,
        }
      )
  }
}

function waitWords(error: ApiError): string | undefined {
  if (error.retryAfter === undefined || !error.retryable) return undefined
  const seconds = Math.max(1, Math.ceil(error.retryAfter / 1000))
  return seconds < 120
    ? `Try again in ${seconds} s.`
    : `Try again in ${Math.ceil(seconds / 60)} minutes.`
}
