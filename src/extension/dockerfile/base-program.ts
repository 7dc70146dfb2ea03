import type { InheritedProgram } from '../../edit/dockerfile/index.js';
import { parseImage } from '../image-reference.js';

/**
 * What a published image starts; undefined where that is not known. From the images' own Dockerfiles
 * (docker-library/python, /node; debuerreotype; tiangolo/uvicorn-gunicorn-docker; astral-sh/uv).
 */
export function programOfImage(image: string): InheritedProgram | undefined {
  const { repository, name, tag, official } = parseImage(image);
  if (
    /^((index\.)?docker\.io\/)?tiangolo\/uvicorn-gunicorn(-fastapi|-starlette)?$/.test(repository)
  ) {
    return { entrypoint: [], cmd: ['/start.sh'] };
  }
  if (repository === 'ghcr.io/astral-sh/uv' && /python|alpine|debian|bookworm|trixie/.test(tag)) {
    return { entrypoint: [], cmd: ['/usr/local/bin/uv'] };
  }
  if (!official) return undefined;
  switch (name) {
    case 'python':
      return { entrypoint: [], cmd: ['python3'] };
    case 'node':
      return { entrypoint: ['docker-entrypoint.sh'], cmd: ['node'] };
    case 'debian':
    case 'ubuntu':
    case 'buildpack-deps':
      return { entrypoint: [], cmd: ['bash'] };
    case 'alpine':
      return { entrypoint: [], cmd: ['/bin/sh'] };
    default:
      return undefined;
  }
}

const ENDING = /^(bash|\/bin\/sh|python3|node|\/usr\/local\/bin\/uv)$/;

/** Is there nothing in an image that would stay: no program, or a shell or interpreter without input? */
export function startsNothing(image: string): boolean {
  if (image === 'scratch') return true;
  const { name, official } = parseImage(image);
  if (official && name === 'busybox') return true;
  const [program] = programOfImage(image)?.cmd ?? [];
  return program !== undefined && ENDING.test(program);
}

/** The working directory an image comes with (same sources; docker-library/httpd; caddyserver). */
export function workdirOfImage(image: string): string {
  const { repository, name, official } = parseImage(image);
  if (/(^|\/)tiangolo\/(uvicorn|meinheld)-gunicorn/.test(repository)) return '/app';
  if (official && name === 'httpd') return '/usr/local/apache2';
  return official && name === 'caddy' ? '/srv' : '/';
}
