import { posix } from 'node:path';
import { commandText } from '../../extension/compose/command.js';
import type { DockerStage, Extension } from '../../extension/model.js';
import { get } from '../../extension/records.js';
import { parseImage } from '../../extension/image-reference.js';
import { mountsOf } from '../compose/mounts.js';
import { listeningPort } from '../compose/service-port.js';
import type { DeployedImage } from './deployed-images.js';
import { onlyRootFinds } from './root-home.js';
import { writingStartScript } from './start-scripts.js';

/** Programs that become another user before they start what they are given. */
const DROPS = /(^|[\s/;&|])(gosu|su-exec|setpriv|runuser|s6-setuidgid|chpst|sudo -u|su -)\b/m;

/** What only root can do, as the first word of a command. */
const ROOT_COMMANDS =
  /(?:^|[;&|]|\b(?:then|do|exec)\s)\s*(chown|apt-get|apk|useradd|adduser|cron|crond|service|sshd|supervisord|update-ca-certificates|sysctl|mount|iptables|\/init)\b/m;

/** What a command is given to read: `serve --config app.yaml`. */
const SETTINGS = /\.(?:ya?ml|json|toml|ini|cfg|conf|env|txt|pem|crt|key)$/;

interface Start {
  /** Words of the commands, and scripts of the repository among them. */
  readonly texts: readonly string[];
  /** Scripts of the repository that nobody has read. */
  readonly unread: readonly string[];
}

/** What starts the programs of an image. */
function startOf(extension: Extension, { dockerfile, services }: DeployedImage): Start {
  const commands = [
    (dockerfile.final.command ?? []).join(' '),
    ...services.map(({ definition }) => commandText(definition)),
  ];
  const words = commands.flatMap((command) => command.split(/\s+/));
  const names = new Set([
    ...words
      .filter((word) => /\.sh$|entrypoint|(^|\/)start/.test(word))
      .map((word) => posix.basename(word)),
    ...copiedAs(dockerfile.final, words),
  ]);
  const scripts = [...extension.paths].filter((path) => names.has(posix.basename(path)));
  const texts = scripts.map((path) => extension.files.get(path)?.text ?? '');
  return {
    texts: [...commands, ...texts.map((text) => text.replaceAll(/^\s*#.*$/gm, ''))],
    unread: scripts.filter((path) => !extension.files.has(path)),
  };
}

/** Names in the repository of files that are copied under the name that a command has. */
function copiedAs({ copies }: DockerStage, words: readonly string[]): string[] {
  return copies
    .filter(({ destination, workdir }) => words.includes(posix.resolve(workdir, destination)))
    .flatMap(({ sources }) => sources.map((source) => posix.basename(source)))
    .filter((name) => !SETTINGS.test(name));
}

/** Does the image's own start become another user? */
export function dropsRoot(extension: Extension, image: DeployedImage): boolean {
  return startOf(extension, image).texts.some((text) => DROPS.test(text));
}

/** Why a machine does not give an image another user: a whole sentence; undefined where it does. */
export function whyRoot(extension: Extension, image: DeployedImage): string | undefined {
  const { dockerfile, services } = image;
  const { texts, unread } = startOf(extension, image);
  if (unread.length > 0) return `What ${unread.join(' and ')} needs when it starts was not read.`;
  for (const text of texts) {
    const command = ROOT_COMMANDS.exec(text)?.[1];
    if (command !== undefined) return `It starts with ${command}, which needs root.`;
  }
  const hidden = onlyRootFinds(extension, dockerfile.final, texts);
  if (hidden !== undefined) return hidden;
  const { name } = parseImage(dockerfile.final.baseImage);
  const startsNginx = /(^|\s|\/)nginx\b/.test((dockerfile.final.command ?? []).join(' '));
  if (startsNginx && name !== 'nginx') {
    return 'It starts an nginx that is installed in it: what that writes to is not known.';
  }
  const script = writingStartScript(extension, dockerfile.final);
  if (script !== undefined) {
    return `nginx runs ${script} when it starts: give its user what that writes to, and set USER.`;
  }
  for (const { definition, service, file } of services) {
    if (mountsOf(definition).some(({ target }) => target.endsWith('/docker.sock'))) {
      return `${service.name} mounts Docker's socket, which is root's.`;
    }
    if (get(definition, 'privileged') === true) return `${service.name} is privileged.`;
    const port = listeningPort(extension, file.services, service, definition);
    if (get(definition, 'network_mode') === 'host' && port !== undefined && port < 1024) {
      return `${service.name} listens on port ${port} of the host, which is root's.`;
    }
  }
  return undefined;
}
