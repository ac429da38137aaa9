import { Toaster } from '../../ui/Toaster.tsx'
import { Frame } from './Frame.tsx'
import { PageError } from './PageError.tsx'
import { ThemeMenu } from './ThemeMenu.tsx'

/** When not even the frame's own data came: the frame without it. */
export function RootError() {
  return (
    <>
      <Frame menus={<ThemeMenu />}>
        <PageError />
      </Frame>
      <Toaster />
    </>
  )
}
