import { commandText } from '../../../extension/compose/command.js';
import { parseImage } from '../../../extension/image-reference.js';
import { interpolate } from '../../../extension/interpolate.js';
import type { Service } from '../../../extension/model.js';
import { asText, get } from '../../../extension/records.js';

/** Images of what keeps or passes on the data of others, and asks nobody outside for anything. */
const STORES =
  /^(redis(-stack(-server)?)?|valkey|keydb|dragonfly|memcached|rabbitmq|nats|etcd|elasticsearch|opensearch|clickhouse(-server)?|meilisearch|typesense|qdrant|minio)$/;

/**
 * The networks of a service in a stack of its own. Inside the Platform all of them reach out of the
 * machine; here only what has no need to is kept from it: the web client has the proxy's network alone,
 * stores and migrations the one behind it.
 */
export function networksOf(service: Service): readonly string[] {
  if (service.role === 'web') return ['frontend'];
  const isInside = service.role === 'database' || isStore(service) || migrates(service);
  return isInside ? ['backend'] : ['frontend', 'backend'];
}

/** Does the service migrate the database, and end then? */
export function migrates({ oneShot, definition }: Service): boolean {
  return oneShot && /\balembic\b/.test(commandText(definition));
}

function isStore({ definition }: Service): boolean {
  const image = interpolate(asText(get(definition, 'image')) ?? '').text;
  return STORES.test(parseImage(image).name);
}
