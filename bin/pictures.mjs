// npm run pictures [-- PART]: takes the pictures of the documents anew, docs/pictures/*.webp, from the
// built app with its sandbox. PART takes only those whose name contains it.
import { shots } from './shots.mjs'

process.exit(await shots('docs', { PICTURES_ONLY: process.argv[2] ?? '' }))
