import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { tmpdir } from 'node:os';
import { run } from './shell.mjs';

const ARCHIVE = resolve('.cache/deploy/debian-base-with-venv.tar.gz');
const SOURCES = resolve('scripts/deploy/stand-ins');
const WHEELS = resolve('.cache/deploy/wheels');

/** What the base images are made of: Debian with a Python, what Node needs, an nginx, BusyBox's wget and PostgreSQL. */
const PACKAGES = [
  ...['python3', 'python3-pip', 'python3-venv', 'python-is-python3', 'libstdc++6'],
  ...['nginx-light', 'busybox', 'postgresql'],
];
/** What pip finds in the Python image, for no build has a network. */
const PYTHON_PACKAGES = [
  ...['fastapi', 'uvicorn', 'gunicorn', 'python-multipart', 'prometheus-client'],
  ...['sqlalchemy', 'alembic', 'psycopg[binary]', 'pymongo'],
];

/** Makes an image of Debian with its Python under the name that Dockerfiles use: no registry is asked. */
export function importBaseImage(name, env) {
  if (!existsSync(ARCHIVE)) makeArchive();
  run('docker', ['import', ARCHIVE, name], { env });
}

/** The same with a pip that installs FastAPI and its servers, as the official image's would. */
export function buildPythonImage(name, env) {
  buildPythonImageWith(name, WHEELS, [PYTHON_PACKAGES], env);
}

/** The same with a pip that finds what these lists of arguments for pip name; kept in `wheels`. */
export function buildPythonImageWith(name, wheels, lists, env) {
  importBaseImage('debian-base', env);
  mkdirSync(wheels, { recursive: true });
  const platform = ['--python-version', '3.11', '--only-binary=:all:', '--dest', wheels];
  for (const list of lists) {
    run('python3', ['-m', 'pip', 'download', '--quiet', ...platform, ...list]);
  }
  build(name, wheels, env, [
    'FROM debian-base',
    'COPY . /wheels',
    'ENV PIP_NO_INDEX=1 PIP_FIND_LINKS=/wheels PIP_BREAK_SYSTEM_PACKAGES=1',
    'CMD ["python3"]',
  ]);
}

/** A Node image with the Node and npm of this machine; its npm has only what is in `cache`. */
export function buildRealNodeImage(name, cache, env) {
  importBaseImage('debian-base', env);
  const context = mkdtempSync(join(tmpdir(), 'rally-ext-node-'));
  try {
    const npm = run('npm', ['root', '--global']).trim();
    cpSync(process.execPath, join(context, 'node'));
    cpSync(join(npm, 'npm'), join(context, 'npm'), { recursive: true });
    cpSync(cache, join(context, 'cache'), { recursive: true });
    build(name, context, env, [
      'FROM debian-base',
      'COPY node /usr/local/bin/node',
      'COPY npm /usr/local/lib/node_modules/npm',
      'COPY cache /npm-cache',
      'RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm',
      'ENV npm_config_offline=true npm_config_cache=/npm-cache npm_config_audit=false',
    ]);
  } finally {
    rmSync(context, { recursive: true, force: true });
  }
}

/**
 * nginx as its images have it (nginxinc/docker-nginx): user 101 beside root, its pid file and caches
 * root's, its log the container's, stopped by SIGQUIT.
 */
export function buildNginxImage(name, env) {
  importBaseImage('debian-base', env);
  build(name, undefined, env, [
    'FROM debian-base',
    'RUN groupadd --system --non-unique --gid 101 nginx \\',
    '    && useradd --system --non-unique --uid 101 --gid nginx --no-create-home --home /nonexistent --shell /bin/false nginx \\',
    '    && rm -r /etc/nginx/sites-enabled /etc/nginx/modules-enabled && mkdir -p /etc/nginx/conf.d /var/cache/nginx /usr/share/nginx/html \\',
    '    && ln -sf /dev/stdout /var/log/nginx/access.log && ln -sf /dev/stderr /var/log/nginx/error.log \\',
    '    && ln -s busybox /bin/wget',
    `RUN printf '%s\\n' ${NGINX_CONF.map((line) => `'${line}'`).join(' ')} > /etc/nginx/nginx.conf`,
    "RUN printf 'server {\\n  listen 80;\\n  root /usr/share/nginx/html;\\n}\\n' > /etc/nginx/conf.d/default.conf",
    'EXPOSE 80',
    'STOPSIGNAL SIGQUIT',
    'CMD ["nginx", "-g", "daemon off;"]',
  ]);
}

/** What nginx-unprivileged makes of that (nginxinc/docker-nginx-unprivileged): all of it user 101's. */
export function buildUnprivilegedNginxImage(name, nginx, env) {
  build(name, undefined, env, [
    `FROM ${nginx}`,
    "RUN sed -i -e '/^user/d' -e 's,/var/run/nginx.pid,/tmp/nginx.pid,' -e 's,/var/cache/nginx/,/tmp/,' /etc/nginx/nginx.conf \\",
    "    && sed -i 's,listen 80;,listen 8080;,' /etc/nginx/conf.d/default.conf \\",
    '    && chown -R 101:0 /var/cache/nginx /etc/nginx && chmod -R g+w /var/cache/nginx /etc/nginx',
    'EXPOSE 8080',
    'USER 101',
  ]);
}

/** What the image `postgres` is for those who use it; its entrypoint is a file of its own. */
export function buildPostgresImage(name, env) {
  importBaseImage('debian-base', env);
  const programs = '/usr/lib/postgresql/15/bin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
  build(name, join(SOURCES, 'postgres'), env, [
    'FROM debian-base',
    'COPY docker-entrypoint.sh /usr/local/bin/',
    `ENV PATH=${programs} PGDATA=/var/lib/postgresql/data`,
    'RUN chmod 755 /usr/local/bin/docker-entrypoint.sh \\',
    '    && rm -rf /var/lib/postgresql && mkdir -p $PGDATA /var/run/postgresql \\',
    '    && chown -R postgres:postgres /var/lib/postgresql /var/run/postgresql',
    'VOLUME /var/lib/postgresql/data',
    'ENTRYPOINT ["docker-entrypoint.sh"]',
    'STOPSIGNAL SIGINT',
    'EXPOSE 5432',
    'CMD ["postgres"]',
  ]);
}

/**
 * What the image `mongo` is for those who use it, with FerretDB in MongoDB's place; its entrypoint is a
 * file of its own. `tools` has mongodump and mongorestore, `shell` is a directory with mongosh.
 */
export function buildMongoImage(name, { server, tools, shell }, env) {
  importBaseImage('debian-base', env);
  const context = mkdtempSync(join(tmpdir(), 'rally-ext-mongo-'));
  try {
    cpSync(process.execPath, join(context, 'bin/node'));
    cpSync(server, join(context, 'bin/ferretdb'));
    for (const tool of ['mongodump', 'mongorestore']) {
      cpSync(join(tools, tool), join(context, 'bin', tool));
    }
    cpSync(shell, join(context, 'shell'), { recursive: true, verbatimSymlinks: true });
    cpSync(join(SOURCES, 'mongo'), join(context, 'bin'), { recursive: true });
    build(name, context, env, [
      'FROM debian-base',
      'COPY bin /usr/local/bin',
      'COPY shell /opt/mongosh',
      'RUN chmod 755 /usr/local/bin/* && ln -s /opt/mongosh/node_modules/mongosh/bin/mongosh.js /usr/local/bin/mongosh \\',
      '    && useradd --system --uid 999 --no-create-home mongodb && mkdir -p /data/db && chown mongodb /data/db',
      'ENV HOME=/data/db',
      'VOLUME /data/db',
      'ENTRYPOINT ["docker-entrypoint.sh"]',
      'EXPOSE 27017',
    ]);
  } finally {
    rmSync(context, { recursive: true, force: true });
  }
}

/** What the image `caddy` is for those who use it (caddyserver/caddy-docker). */
export function buildCaddyImage(name, program, env) {
  importBaseImage('debian-base', env);
  build(name, dirname(program), env, [
    'FROM debian-base',
    `COPY ${basename(program)} /usr/bin/caddy`,
    'RUN ln -s busybox /bin/wget && mkdir -p /config/caddy /data/caddy /etc/caddy /srv',
    'ENV XDG_CONFIG_HOME=/config XDG_DATA_HOME=/data',
    'EXPOSE 80 443 443/udp 2019',
    'WORKDIR /srv',
    'CMD ["caddy", "run", "--config", "/etc/caddy/Caddyfile", "--adapter", "caddyfile"]',
  ]);
}

/** A Node image for clients that need no bundler: its npm copies the page. */
export function buildNodeImage(name, env) {
  importBaseImage('debian-base', env);
  build(name, join(SOURCES, 'node'), env, [
    'FROM debian-base',
    'COPY npm /usr/local/bin/npm',
    'RUN chmod 755 /usr/local/bin/npm',
  ]);
}

/** The caches are compiled into the official images; Debian's nginx has others. */
const NGINX_CONF = [
  'user nginx;',
  'pid /var/run/nginx.pid;',
  'events {}',
  'http {',
  '  include mime.types;',
  ...['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (kind) => `  ${kind}_temp_path /var/cache/nginx/${kind}_temp;`,
  ),
  '  include conf.d/*.conf;',
  '}',
];

function build(name, context, env, lines) {
  const directory = mkdtempSync(join(tmpdir(), 'rally-ext-image-'));
  try {
    const file = join(directory, 'Dockerfile');
    writeFileSync(file, `${lines.join('\n')}\n`);
    const flags = ['--network', 'none', '-t', name, '-f', file];
    run('docker', ['build', ...flags, context ?? directory], { env });
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function makeArchive() {
  const directory = mkdtempSync(join(tmpdir(), 'rally-ext-base-'));
  try {
    const root = join(directory, 'root');
    const include = `--include=${PACKAGES.join(',')}`;
    run('debootstrap', ['--variant=minbase', include, 'bookworm', root]);
    mkdirSync(dirname(ARCHIVE), { recursive: true });
    const whole = `${ARCHIVE}.${process.pid}`;
    run('tar', [
      '-C',
      root,
      '--exclude=./var/cache/apt',
      '--exclude=./var/lib/apt/lists',
      '-czf',
      whole,
      '.',
    ]);
    renameSync(whole, ARCHIVE);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
