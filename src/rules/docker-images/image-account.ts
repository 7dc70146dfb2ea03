import { isRoot } from '../../extension/dockerfile/base-user.js';
import { parseImage } from '../../extension/image-reference.js';
import type { DockerStage } from '../../extension/model.js';

/** Clear of the numbers that distributions give to their own users, and of people's on most hosts. */
const UID = '10001';
const NAME = 'app';

/** The user that an image's program is to run as. */
export interface Account {
  /** For USER: a number where one is known, which also those can tell who have no list of the image's users. */
  readonly user: string;
  /** For `chown`: user and group. */
  readonly owner: string;
  /** Shell commands that create it and make the base image's own files ready. */
  readonly commands: readonly string[];
  /** Files of the base image that its program writes, to be given to the user. */
  readonly paths: readonly string[];
}

/** Images whose program writes to places of its own (docker-library/caddy, /httpd). */
const OWN_PATHS: Readonly<Record<string, readonly string[]>> = {
  caddy: ['/data', '/config'],
  httpd: ['/usr/local/apache2/logs'],
};

/** The user that suits a stage: one that it or its base image brings along, else a new one. */
export function accountFor(stage: DockerStage): Account {
  const { baseImage } = stage;
  const { repository, name, official } = parseImage(baseImage);
  const own = official ? (OWN_PATHS[name] ?? []) : [];
  const [made] = [...stage.accounts].filter(([account]) => !isRoot(account));
  if (made !== undefined) {
    const [account, { uid }] = made;
    return { user: uid ?? account, owner: account, commands: [], paths: own };
  }
  if (official && name === 'nginx') return nginxAccount(stage);
  // docker-library/node creates it.
  if (official && name === 'node') {
    return { user: '1000', owner: 'node:node', commands: [], paths: [] };
  }
  if (repository.startsWith('gcr.io/distroless/')) {
    return { user: '65532', owner: '65532:65532', commands: [], paths: [] };
  }
  if (!stage.tools.has('sh')) {
    return { user: `${UID}:${UID}`, owner: `${UID}:${UID}`, commands: [], paths: [] };
  }
  return { user: UID, owner: `${NAME}:${NAME}`, commands: creation(baseImage), paths: own };
}

/**
 * nginx's images create it on Debian and on Alpine (nginxinc/docker-nginx). Its master writes the pid
 * file and the caches, and what is made of templates.
 */
function nginxAccount({ copies, runs }: DockerStage): Account {
  const hasTemplates = copies.some(({ destination }) =>
    destination.startsWith('/etc/nginx/templates'),
  );
  const paths = [PID, '/var/cache/nginx', ...(hasTemplates ? ['/etc/nginx/conf.d'] : [])];
  const scripts = runs.map(({ script }) => script);
  const missing = paths.filter((path) => !scripts.some((script) => gives(script, path)));
  return {
    user: '101',
    owner: 'nginx:nginx',
    commands: missing.includes(PID) ? [`touch ${PID}`] : [],
    paths: missing,
  };
}

const PID = '/var/run/nginx.pid';

/** Does a script give nginx's user a path, by its name? */
function gives(script: string, path: string): boolean {
  const escaped = path.replaceAll('.', '\\.');
  return new RegExp(
    `\\bchown\\s(?:-\\S+\\s+)*nginx(?::nginx)?\\s[^&;|]*${escaped}(?![\\w./-])`,
  ).test(script);
}

/**
 * BusyBox's commands on Alpine, shadow's elsewhere; with a home, where caches go and Gunicorn (since
 * 25.1) keeps its control socket.
 */
function creation(image: string): string[] {
  const { name, tag, official } = parseImage(image);
  const isBusybox =
    tag.includes('alpine') || (official && ['alpine', 'busybox', 'caddy'].includes(name));
  return isBusybox
    ? [`addgroup -S -g ${UID} ${NAME}`, `adduser -S -D -u ${UID} -G ${NAME} ${NAME}`]
    : [`useradd --uid ${UID} --user-group --create-home --shell /usr/sbin/nologin ${NAME}`];
}
