import { parseImage } from '../image-reference.js';
import { interpolate } from '../interpolate.js';
import { asText, get } from '../records.js';
import type { Data } from '../records.js';

/** Databases, caches, queues and what looks into them, by their images' names. */
const TOOLS = new RegExp(
  `^(${[
    'postgres|postgresql|postgis|pgvector|timescaledb(-ha)?|mongo|mongodb|mysql|mariadb|redis|redis-stack(-server)?|valkey',
    'memcached|rabbitmq|kafka|zookeeper|nats|elasticsearch|opensearch|meilisearch|qdrant|weaviate|chroma|neo4j',
    'clickhouse-server|cassandra|influxdb|etcd|mc|minio|localstack|azurite|mailhog|mailpit|mailcatcher|maildev',
    'adminer|pgadmin4|phpmyadmin|mongo-express|redisinsight|redis-commander|kibana|kafka-ui|dozzle',
  ].join('|')})$`,
);

/**
 * Does a compose file run nothing but databases and tools? Where no other file runs the application,
 * it is what people who develop run beside it.
 */
export function runsToolsOnly(definitions: Iterable<Data>): boolean {
  const all = [...definitions];
  return (
    all.length > 0 &&
    all.every((definition) => {
      const { name } = parseImage(interpolate(asText(get(definition, 'image')) ?? '').text);
      return get(definition, 'build') === undefined && TOOLS.test(name);
    })
  );
}
