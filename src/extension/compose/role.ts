import { parseImage } from '../image-reference.js';
import { interpolate } from '../interpolate.js';
import type { Dockerfile, ServiceRole } from '../model.js';
import { asText, get } from '../records.js';
import type { Data } from '../records.js';
import { commandText, startsServer, whatItRuns } from './command.js';

/** Services the Platform's own compose files define (Platform, scripts/manage-extensions.sh). */
export const PLATFORM_SERVICES = new Set([
  'web_nei',
  'api_nei',
  'proxy',
  'db_pg',
  'db_mongo',
  'ofelia',
]);

const DATABASES =
  /^(postgres|postgresql|postgis|pgvector|timescaledb(-ha)?|mongo|mongodb|mongodb-community-server|mysql|mariadb)$/;

/** Processes that share the API's image and answer no requests. */
const WORKER = /(^|[_-])(workers?|celery|beat|scheduler|cron|consumer|flower)([_-]|$)/;

/** Browsers and pages that only people who develop run, though they are built beside the web client. */
const TOOL = /(^|[_-])(playwright|cypress|selenium|e2e|storybook|tests?)([_-]|$)/;

/** A container that is kept for its files or a shell, and serves nothing: `cp -r dist/* /shared && tail -f /dev/null`. */
const IDLE = /\b(tail\s+(-f|-F|--follow)\s+\/dev\/null|sleep\s+(infinity|inf))\b/;

/** What a web client is called beside others: `vue-frontend`, `admin_gui`. */
const CLIENT = /^client$|(^|[_-])(frontend|ui|gui|webapp|spa)([_-]|$)/i;

interface RoleFacts {
  readonly name: string;
  readonly definition: Data;
  /** Is the file laid over the Platform's? */
  readonly override: boolean;
  /** The directory of the extension the image is built from (`api-rally`), if it is built. */
  readonly directory: string | undefined;
  readonly dockerfile: Dockerfile | undefined;
  /** Is it built from the code of an API? */
  readonly isOfApi: boolean;
}

/** What a service is for: who owns it, and what it serves. */
export function roleOf(facts: RoleFacts): ServiceRole {
  const { name, definition, override, dockerfile } = facts;
  const image = interpolate(asText(get(definition, 'image')) ?? '').text;
  const isBuilt = get(definition, 'build') !== undefined;

  if (PLATFORM_SERVICES.has(name) && (override || (image === '' && !isBuilt))) return 'platform';
  if (DATABASES.test(parseImage(isBuilt ? base(facts) : image).name)) return 'database';

  const words = name.toLowerCase();
  if (WORKER.test(words) || TOOL.test(words) || IDLE.test(commandText(definition))) return 'other';
  if (/^api([_-]|$)/.test(words)) return 'api';
  // Many call what answers the web `web`, also where that is the API.
  if (/^web([_-]|$)/.test(words) && !startsServer(whatItRuns(definition, dockerfile))) return 'web';
  return roleFromWhatItRuns(facts, image);
}

function roleFromWhatItRuns(facts: RoleFacts, image: string): ServiceRole {
  const { name, definition, directory, dockerfile } = facts;
  if (startsServer(whatItRuns(definition, dockerfile))) return 'api';
  // Built from the API's sources, yet told to run something that is no server: a worker or task.
  if (directory?.startsWith('api-')) return commandText(definition) === '' ? 'api' : 'other';
  if (directory?.startsWith('web-')) return 'web';
  if (facts.isOfApi && startsItself(definition, dockerfile)) return 'api';
  const { name: imageName, official } = parseImage(image);
  if (!official && /^api$|^api-|-api$/.test(imageName)) return 'api';
  if (!official && /^web$|^web-|-web$/.test(imageName)) return 'web';
  const isBuilt = get(definition, 'build') !== undefined;
  return (isBuilt ? CLIENT : /^(frontend|ui|client)$/i).test(name) ? 'web' : 'other';
}

/** Programs that share an API's code and answer no requests. */
const NO_SERVER = /\b(celery|flower|rq|arq|dramatiq|huey|taskiq|alembic|pytest|cron|nginx|caddy)\b/;

/** Does it run its image's own program, which may start the server: `./start.sh`, `python main.py`? */
function startsItself(definition: Data, dockerfile: Dockerfile | undefined): boolean {
  if (commandText(definition) !== '') return false;
  const program = whatItRuns(definition, dockerfile);
  return /\.sh\b|\bpython3?\b/.test(program) && !NO_SERVER.test(program);
}

function base(facts: RoleFacts): string {
  return facts.dockerfile?.final.baseImage ?? '';
}
