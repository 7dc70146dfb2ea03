import { parseImage } from '../image-reference.js';
import type { Tool } from '../model.js';

/** Releases whose Dockerfiles were not looked at. */
const OLD_NGINX = /^(0|1\.(\d|1\d))([.-]|$)/;

const BUSYBOX: readonly Tool[] = ['sh', 'wget'];

/**
 * Programs that are surely in a published image; an unknown image has none that are sure. From the
 * images' own Dockerfiles (docker-library/python, /node, /buildpack-deps; nginxinc/docker-nginx;
 * tiangolo/uvicorn-gunicorn-docker; astral-sh/uv): `-slim` variants come without curl and wget, the
 * full ones are built on buildpack-deps, which has both; Alpine's wget is BusyBox's.
 */
export function toolsOfImage(image: string): ReadonlySet<Tool> {
  return new Set(knownTools(image));
}

function knownTools(image: string): readonly Tool[] {
  const { repository, name, tag, official } = parseImage(image);
  const system: readonly Tool[] = tag.includes('alpine') ? BUSYBOX : ['sh'];

  if (repository === 'scratch' || /windowsservercore|nanoserver/.test(tag)) return [];
  if (repository.startsWith('gcr.io/distroless/')) {
    return name.startsWith('python3') ? ['python'] : [];
  }
  if (/^tiangolo\/(uvicorn|meinheld)-gunicorn/.test(withoutHub(repository))) {
    return ['python', ...system];
  }
  if (repository === 'ghcr.io/astral-sh/uv') return uvTools(tag, system);
  if (withoutHub(repository) === 'nginxinc/nginx-unprivileged') return system;
  if (!official) return [];

  switch (name) {
    case 'python':
      return ['python', ...system, ...buildpackTools(tag)];
    case 'node':
      return ['node', ...system, ...buildpackTools(tag)];
    case 'buildpack-deps':
      return ['sh', 'curl', 'wget'];
    // Every Linux variant of caddy is built on Alpine, tagged so or not.
    case 'caddy':
    case 'alpine':
    case 'busybox':
      return BUSYBOX;
    // Debian's variants install curl in their last step; Alpine's full ones have it, its slim ones not.
    case 'nginx':
      return tag.includes('alpine') || OLD_NGINX.test(tag) ? system : [...system, 'curl'];
    case 'httpd':
    case 'debian':
    case 'ubuntu':
    case 'fedora':
    case 'rockylinux':
    case 'almalinux':
    case 'postgres':
    case 'redis':
      return system;
    default:
      return tag.includes('alpine') ? BUSYBOX : [];
  }
}

function buildpackTools(tag: string): readonly Tool[] {
  return /alpine|slim/.test(tag) ? [] : ['curl', 'wget'];
}

/** `uv:python3.12-…` holds Python; `uv:latest` and `uv:0.5` hold the `uv` binary and nothing else. */
function uvTools(tag: string, system: readonly Tool[]): readonly Tool[] {
  if (tag.includes('python')) return ['python', ...system];
  return /alpine|debian|bookworm|trixie/.test(tag) ? system : [];
}

function withoutHub(repository: string): string {
  return repository.replace(/^(index\.)?docker\.io\//, '');
}
