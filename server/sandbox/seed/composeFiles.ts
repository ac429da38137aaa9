/**
 * Compose files that the seeded CVMs run. All of them can run in a CVM: images from a registry,
 * named volumes, no build, no files of the machine that deployed them.
 */
export const COMPOSE_FILES = {
  site: `services:
  web:
    image: nginx:1.29-alpine
    ports:
      - "80:80"
    restart: unless-stopped
    healthcheck:
      test: ["CMD", "wget", "-qO-", "http://127.0.0.1/"]
      interval: 30s
`,

  api: `services:
  api:
    image: ghcr.io/example/orders-api:2.4.1
    ports:
      - "8080:8080"
    environment:
      DATABASE_URL: postgres://orders:\${DB_PASSWORD}@db:5432/orders
      REDIS_URL: redis://cache:6379
      LOG_FORMAT: json
    depends_on:
      - db
      - cache
    restart: unless-stopped
  db:
    image: postgres:17-alpine
    environment:
      POSTGRES_DB: orders
      POSTGRES_USER: orders
      POSTGRES_PASSWORD: \${DB_PASSWORD}
    volumes:
      - db-data:/var/lib/postgresql/data
    restart: unless-stopped
  cache:
    image: redis:8-alpine
    command: redis-server --save 60 1
    restart: unless-stopped
volumes:
  db-data:
`,

  agent: `services:
  agent:
    image: ghcr.io/example/trading-agent:0.9.3
    environment:
      OPENAI_API_KEY: \${OPENAI_API_KEY}
      WALLET_SEED: \${WALLET_SEED}
      LOG_LEVEL: \${LOG_LEVEL:-info}
    volumes:
      - /var/run/dstack.sock:/var/run/dstack.sock
      - memory:/data
    ports:
      - "3000:3000"
    restart: always
volumes:
  memory:
`,

  llm: `services:
  vllm:
    image: vllm/vllm-openai:v0.11.0
    command: --model Qwen/Qwen3-32B --max-model-len 32768
    environment:
      HF_TOKEN: \${HF_TOKEN}
    ports:
      - "8000:8000"
    volumes:
      - models:/root/.cache/huggingface
    deploy:
      resources:
        reservations:
          devices:
            - driver: nvidia
              count: all
              capabilities: [gpu]
    restart: unless-stopped
volumes:
  models:
`,

  git: `services:
  gitea:
    image: gitea/gitea:1.24
    environment:
      DB_TYPE: postgres
      DB_HOST: db:5432
      DB_NAME: gitea
      DB_USER: gitea
      DB_PASSWD: \${DB_PASSWORD}
    volumes:
      - git-data:/data
    ports:
      - "3000:3000"
    restart: always
  db:
    image: postgres:17-alpine
    environment:
      POSTGRES_USER: gitea
      POSTGRES_PASSWORD: \${DB_PASSWORD}
      POSTGRES_DB: gitea
    volumes:
      - db-data:/var/lib/postgresql/data
    restart: always
volumes:
  git-data:
  db-data:
`,

  metrics: `services:
  prometheus:
    image: prom/prometheus:v3.6.0
    volumes:
      - prometheus:/prometheus
    expose:
      - "9090"
    restart: unless-stopped
  grafana:
    image: grafana/grafana:12.2.0
    environment:
      GF_SECURITY_ADMIN_PASSWORD: \${ADMIN_PASSWORD}
    ports:
      - "3000:3000"
    restart: unless-stopped
volumes:
  prometheus:
`,

  worker: `services:
  worker:
    image: ghcr.io/example/zk-prover:1.12.0
    environment:
      QUEUE_URL: \${QUEUE_URL}
    restart: on-failure
`,

  broken: `services:
  web:
    image: ghcr.io/Example/Landing Page
    ports:
      - "80:80"
`,
} as const

export type ComposeName = keyof typeof COMPOSE_FILES

/** The variables each file refers to: its `allowed_envs`. */
export const ENV_KEYS: Record<ComposeName, readonly string[]> = {
  site: [],
  api: ['DB_PASSWORD'],
  agent: ['OPENAI_API_KEY', 'WALLET_SEED', 'LOG_LEVEL'],
  llm: ['HF_TOKEN'],
  git: ['DB_PASSWORD'],
  metrics: ['ADMIN_PASSWORD'],
  worker: ['QUEUE_URL'],
  broken: [],
}
