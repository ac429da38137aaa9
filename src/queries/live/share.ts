import { signInName } from '../../api/http.ts'
import type { LiveStatus } from '../cvmRow.ts'

/** Statuses by CVM uuid, as one tab has just asked for them at `askedAt`, epoch ms. */
export type News = { askedAt: number; statuses: ReadonlyMap<string, LiveStatus> }

/** What the tabs of one browser tell each other, so that several ask no more than one does. */
export type Share = {
  tell: (news: News) => void
  hear: (listener: (news: News) => void) => () => void
  /** Runs `work` while no other tab runs theirs; a tab that closes or crashes lets the next one in. */
  alone: (work: () => Promise<void>, signal: AbortSignal) => Promise<void>
}

/** Undefined where the browser has no such thing: then every tab asks for itself. */
export function shareAmongTabs(): Share | undefined {
  if (typeof BroadcastChannel === 'undefined' || !('locks' in navigator)) return undefined
  // Tabs that belong to different workspaces have nothing to tell each other.
  const own = `cvm-console.status.${signInName()}`
  const channel = new BroadcastChannel(own)
  return {
    tell: (news) => channel.postMessage(news),
    hear: (listener) => {
      // Every tab is this very page: nobody else writes to a channel of this origin.
      const take = ({ data }: MessageEvent<News>) => listener(data)
      channel.addEventListener('message', take)
      return () => channel.removeEventListener('message', take)
    },
    alone: (work, signal) => navigator.locks.request(own, { signal }, work),
  }
}
