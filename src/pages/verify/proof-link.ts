import { bareAppId } from '../../contract/ids.ts'
import { paths } from '../../paths.ts'

/** The link with which anybody can check an app, without signing in. */
export const proofAddress = (appId: string): string =>
  new URL(paths.verify(bareAppId(appId)), window.location.origin).href
