import { parseImage } from './image.ts'
import { substitute } from './interpolation.ts'

/** A database or store and where its image keeps data. */
export interface Database {
  name: string
  paths: string[]
}

const byRepository: Record<string, Database> = {
  postgres: { name: 'PostgreSQL', paths: ['/var/lib/postgresql/data', '/var/lib/postgresql'] },
  postgis: { name: 'PostGIS', paths: ['/var/lib/postgresql/data', '/var/lib/postgresql'] },
  timescaledb: {
    name: 'TimescaleDB',
    paths: ['/var/lib/postgresql/data', '/home/postgres/pgdata'],
  },
  pgvector: { name: 'PostgreSQL', paths: ['/var/lib/postgresql/data', '/var/lib/postgresql'] },
  mysql: { name: 'MySQL', paths: ['/var/lib/mysql'] },
  mariadb: { name: 'MariaDB', paths: ['/var/lib/mysql'] },
  percona: { name: 'Percona', paths: ['/var/lib/mysql'] },
  mongo: { name: 'MongoDB', paths: ['/data/db'] },
  redis: { name: 'Redis', paths: ['/data'] },
  valkey: { name: 'Valkey', paths: ['/data'] },
  elasticsearch: { name: 'Elasticsearch', paths: ['/usr/share/elasticsearch/data'] },
  opensearch: { name: 'OpenSearch', paths: ['/usr/share/opensearch/data'] },
  clickhouse: { name: 'ClickHouse', paths: ['/var/lib/clickhouse'] },
  'clickhouse-server': { name: 'ClickHouse', paths: ['/var/lib/clickhouse'] },
  influxdb: { name: 'InfluxDB', paths: ['/var/lib/influxdb2', '/var/lib/influxdb'] },
  cassandra: { name: 'Cassandra', paths: ['/var/lib/cassandra'] },
  couchdb: { name: 'CouchDB', paths: ['/opt/couchdb/data'] },
  neo4j: { name: 'Neo4j', paths: ['/data'] },
  rabbitmq: { name: 'RabbitMQ', paths: ['/var/lib/rabbitmq'] },
  qdrant: { name: 'Qdrant', paths: ['/qdrant/storage'] },
}

/** The database that an image is, by the last part of its name. */
export function databaseOf(image: string): Database | undefined {
  const filled = substitute(image)
  const parsed = filled === null ? undefined : parseImage(filled)
  if (!parsed?.ok) return undefined
  const last = parsed.image.repository.split('/').at(-1) ?? ''
  return Object.hasOwn(byRepository, last) ? byRepository[last] : undefined
}
