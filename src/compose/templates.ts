/** A compose file to start from. `id` is what `/deploy?template=` names. */
export type Template = { id: string; name: string; summary: string; compose: string }

/** Each runs in a CVM as it is; what must be secret is a variable. */
export const TEMPLATES: readonly Template[] = [
  {
    id: 'web',
    name: 'Web server',
    summary: 'Caddy answering on one public address. The smallest thing that shows something.',
    compose: `services:
  web:
    image: caddy:2.10-alpine
    command: caddy respond --listen :80 --body "Hello from a confidential VM"
    ports:
      - "80:80"
    restart: unless-stopped
    logging:
      driver: json-file
      options:
        max-size: 10m
        max-file: "3"
`,
  },
  {
    id: 'postgres',
    name: 'PostgreSQL',
    summary: 'A database on an encrypted disk behind Adminer; its password is sealed for the CVM.',
    compose: `services:
  db:
    image: postgres:17-alpine
    environment:
      POSTGRES_USER: \${POSTGRES_USER:-app}
      POSTGRES_PASSWORD: \${POSTGRES_PASSWORD:?choose a password}
      POSTGRES_DB: \${POSTGRES_DB:-app}
    volumes:
      - data:/var/lib/postgresql/data
    healthcheck:
      test: ["CMD", "pg_isready", "-q"]
      interval: 10s
      retries: 5
    restart: unless-stopped
    logging:
      driver: json-file
      options:
        max-size: 10m
        max-file: "3"
  adminer:
    image: adminer:5
    ports:
      - "8080:8080"
    depends_on:
      db:
        condition: service_healthy
    restart: unless-stopped
    logging:
      driver: json-file
      options:
        max-size: 10m
        max-file: "3"
volumes:
  data:
`,
  },
  {
    id: 'jupyter',
    name: 'Jupyter notebook',
    summary: 'Work on data that nobody else may see; the token is a secret.',
    compose: `services:
  notebook:
    image: quay.io/jupyter/minimal-notebook:python-3.12
    environment:
      JUPYTER_TOKEN: \${JUPYTER_TOKEN:?choose a token}
    ports:
      - "8888:8888"
    volumes:
      - work:/home/jovyan/work
    restart: unless-stopped
    logging:
      driver: json-file
      options:
        max-size: 10m
        max-file: "3"
volumes:
  work:
`,
  },
  {
    id: 'attested-api',
    name: 'API with attestation',
    summary: 'A service that can ask its CVM for a quote, over the dstack socket.',
    compose: `services:
  api:
    image: node:22-alpine
    command:
      - node
      - -e
      - |
        const http = require('node:http')
        const info = (done) => http.get(
          { socketPath: '/var/run/dstack.sock', path: '/Info' },
          (answer) => answer.pipe(done),
        ).on('error', (error) => done.end(String(error)))
        http.createServer((request, response) => info(response)).listen(3000)
    ports:
      - "3000:3000"
    volumes:
      - /var/run/dstack.sock:/var/run/dstack.sock
    restart: unless-stopped
    logging:
      driver: json-file
      options:
        max-size: 10m
        max-file: "3"
`,
  },
]

export const templateOf = (id: string): Template | undefined =>
  TEMPLATES.find((template) => template.id === id)
