import { kept } from '../../extension/kept.js';
import type { Extension, SourceFile } from '../../extension/model.js';

const VERSION_FROM_GIT =
  /setuptools[-_.]scm|hatch-vcs|dynamic-versioning|versioningit|pdm-backend|(?<=[\s=:,'/\x22])\.git\b|\bgit\s+(describe|rev-parse|log)\b/;

/** Does a build read the repository's history, for its version mostly? */
export function usesGit({ files, dockerfiles }: Extension): boolean {
  const isDockerfile = new Set(dockerfiles.map(({ path }) => path));
  return [...files.values()].some(
    ({ path, text }) =>
      (isDockerfile.has(path) || /(^|\/)(pyproject\.toml|package\.json)$/.test(path)) &&
      VERSION_FROM_GIT.test(withoutComments(text)),
  );
}

const CONTAINER_RUN = /\bdocker\b.*\b(run|exec)\b/;
/** A command of the image's own that runs them: `docker compose run --rm server tests`. */
const TEST_RUN = /\bdocker\b.*\s(run|exec)\s.*\stests?(\s|$)/m;

/** Are tests run in an image, or does the application use what lies beside them? */
export function usesTests(extension: Extension): boolean {
  const { files, dockerfiles, composeFiles, workflows } = extension;
  const text = (path: string): string => files.get(path)?.text ?? '';
  const built = [...dockerfiles, ...composeFiles].some(({ path }) =>
    /\bpytest(?!\.ini)\b/.test(withoutComments(text(path))),
  );
  const inContainer = workflows.some(({ path }) => {
    const steps = text(path);
    return TEST_RUN.test(steps) || (CONTAINER_RUN.test(steps) && steps.includes('pytest'));
  });
  // A script in the API's directory that starts them, or a browser that does: both are copied into images.
  const scripted = [...extension.paths].some(
    (path) =>
      /(^|\/)(run[_-])?tests?([_-][\w-]+)?\.sh$/.test(path) &&
      extension.apis.some(({ dir }) => path.startsWith(`${dir}/`)),
  );
  const browsed = dockerfiles.some(({ stages }) =>
    stages.some(({ baseImage }) => /(^|\/)(playwright|cypress)\b/.test(baseImage)),
  );
  return built || inContainer || scripted || browsed || [...files.values()].some(namesTests);
}

const namesTests = kept(
  ({ path, text }: SourceFile) =>
    path.endsWith('.py') && /^\s*(from|import)\s+([\w.]*\.)?tests?\b|["'/]tests?\//m.test(text),
);

function withoutComments(text: string): string {
  return text.replaceAll(/^\s*#.*$/gm, '');
}
