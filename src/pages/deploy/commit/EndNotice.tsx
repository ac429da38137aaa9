import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { isInTransition, statusWord } from '../../../cvm/status.ts'
import type { Cvm } from '../../../queries/cvmRow.ts'
import { cvmQuery } from '../../../queries/cvms.ts'
import { Checkbox } from '../../../ui/Checkbox.tsx'
import { canNotify, switchNotice, wantsNotice } from './notice-store.ts'

/** Milliseconds between two looks, also from a tab that nobody sees: only where a notice was asked for. */
const LOOK_EVERY = 10_000

/** Offers a notice of the browser's for when this deployment ends, and gives it if nobody is looking. */
export function EndNotice({ cvm }: { cvm: Cvm }) {
  const [on, setOn] = useState(wantsNotice)
  const [refused, setRefused] = useState(false)
  const moving = isInTransition(cvm)
  const wasMoving = useRef(moving)
  // A tab in the background asks for nothing by itself; this one was told to.
  useQuery({
    ...cvmQuery(cvm.id),
    enabled: on && moving,
    refetchInterval: LOOK_EVERY,
    refetchIntervalInBackground: true,
  })
  const body = cvm.boot_error ? `It did not boot: ${cvm.boot_error}` : statusWord(cvm.status)
  useEffect(() => {
    const ended = wasMoving.current && !moving
    wasMoving.current = moving
    if (!ended || !on || !document.hidden) return
    const notice = new Notification(cvm.name, { body, tag: cvm.id, icon: '/favicon.svg' })
    notice.addEventListener('click', () => {
      window.focus()
      notice.close()
    })
  }, [moving, on, body, cvm.name, cvm.id])

  if (!canNotify() || (!moving && !on)) return null
  return (
    <Checkbox
      label="Tell me in a notification when a deployment has ended"
      checked={on}
      hint={refused ? 'This browser does not allow notifications from this address.' : undefined}
      onChange={({ target: { checked } }) => {
        void switchNotice(checked).then((allowed) => {
          setOn(allowed)
          setRefused(checked && !allowed)
        })
      }}
    />
  )
}
