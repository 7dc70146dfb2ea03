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
