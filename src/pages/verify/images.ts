import { isScalar } from 'yaml'
import { isPinned } from '../../compose/image.ts'
import { parseCompose } from '../../compose/parse.ts'

export interface ServiceImage {
  readonly service: string
  readonly image: string
  /** Named by the digest of its bytes: the same image whenever it is pulled. */
  readonly pinned: boolean
}

/** The image of each service; undefined when the text is no compose file. */
export function imagesOf(text: string): ServiceImage[] | undefined {
  const { compose } = parseCompose(text)
  return compose?.services.flatMap(({ name, node }) => {
    const image = compose.field(node, 'image')?.value
    const reference = isScalar(image) ? String(image.value) : ''
    return reference ? [{ service: name, image: reference, pinned: isPinned(reference) }] : []
  })
}
