import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent } from 'react'
import { onSettled } from './live.ts'
import type { OnSettled } from './operations.ts'
import { browser, startPoller } from './poller.ts'

/** Keeps every status in the caches current. Once, in the app's shell. */
export function useLiveStatus(): void {
  const client = useQueryClient()
  useEffect(() => startPoller(client, browser), [client])
}

/** Calls back when an operation that was accepted in this tab is done or has failed. */
export function useOnSettled(listener: OnSettled): void {
  const client = useQueryClient()
  const heard = useEffectEvent(listener)
  useEffect(() => onSettled(client, (settled) => heard(settled)), [client])
}
