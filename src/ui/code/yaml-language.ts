import composeSchema from 'compose-schema.json'
import type * as Monaco from 'monaco-editor'
import { configureMonacoYaml } from 'monaco-yaml'
// oxlint-disable-next-line import/default -- vite makes it
import YamlWorker from './yaml.worker.ts?worker'

/** Models under this name are completed and explained as compose files. */
export const COMPOSE_FILE = 'docker-compose.yml'

type WorkerOptions = Partial<Monaco.editor.IInternalWebWorkerOptions> & { createData?: unknown }

/**
 * Completion and hover from the Compose specification. Problems are not asked for here: the app has its
 * own check, which knows the specification and the CVM, and words them better.
 */
export function startYaml(monaco: typeof Monaco): void {
  configureMonacoYaml(withWorkers(monaco), {
    enableSchemaRequest: false,
    validate: false,
    completion: true,
    hover: true,
    format: { enable: false },
    schemas: [
      {
        uri: 'compose-specification',
        fileMatch: [`**/${COMPOSE_FILE}`],
        schema: composeSchema,
      },
    ],
  })
}

/**
 * monaco-yaml 5.5 names its worker by `moduleId` and `createData`, but since 0.5x Monaco wants the worker
 * itself. This hands it one: the first message starts it, the second is its data.
 */
function withWorkers(monaco: typeof Monaco): typeof Monaco {
  const createWebWorker = ({ createData, host, keepIdleModels }: WorkerOptions) => {
    const worker = new YamlWorker()
    worker.postMessage('ignore')
    worker.postMessage(createData)
    return monaco.editor.createWebWorker({
      worker,
      ...(host && { host }),
      ...(keepIdleModels !== undefined && { keepIdleModels }),
    })
  }
  return { ...monaco, editor: { ...monaco.editor, createWebWorker } } as typeof Monaco
}
