import { useSuspenseQuery } from '@tanstack/react-query'
import { Outlet } from 'react-router'
import { useLiveStatus } from '../../queries/live/hooks.ts'
import { sessionQuery } from '../../queries/session.ts'
import { ActionsProvider } from '../actions/ActionsProvider.tsx'
import { Toaster } from '../../ui/Toaster.tsx'
import { AccountMenu } from './AccountMenu.tsx'
import { ConnectionBanner } from './ConnectionBanner.tsx'
import { Frame } from './Frame.tsx'
import { Navigation } from './Navigation.tsx'
import { useOverlay } from './useOverlay.tsx'
import { PaletteButton } from './PaletteButton.tsx'
import { Surroundings } from './Surroundings.tsx'
import { ThemeMenu } from './ThemeMenu.tsx'
import { useSameWorkspace } from './useSameWorkspace.ts'
import { useShortcuts } from './use-shortcuts.ts'

/** The frame around every page but sign-in, with or without somebody signed in. */
export function Layout() {
  useLiveStatus()
  const [overlay, show] = useOverlay()
  useShortcuts(show)
  const { data: session } = useSuspenseQuery(sessionQuery())
  useSameWorkspace(session)
  return (
    <>
      <Frame
        nav={<Navigation />}
        surroundings={session && <Surroundings session={session} />}
        menus={
          <>
            <PaletteButton onPress={() => show()} />
            <ThemeMenu />
            <AccountMenu session={session} />
          </>
        }
        banner={<ConnectionBanner />}
      >
        <ActionsProvider>
          <Outlet />
          {overlay}
        </ActionsProvider>
      </Frame>
      <Toaster />
    </>
  )
}
