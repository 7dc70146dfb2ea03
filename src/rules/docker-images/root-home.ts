import { posix } from 'node:path';
import { shellCommands } from '../../extension/dockerfile/words.js';
import { parseImage } from '../../extension/image-reference.js';
import type { DockerStage, Extension } from '../../extension/model.js';

const HOME = /^(?:\/root|~)(?:\/|$)/;
/** Settings of root's own, which programs do without. */
const SETTINGS = /^\/root\/\.(ssh|config|aws|docker|npmrc|netrc|gitconfig|bashrc|profile)\b/;
const SYSTEM = /^(\/usr|\/s?bin|\/opt\/java|\$)/;

/**
 * Why only root can start the program of an image: what it needs lies in `/root`, which nobody else
 * may enter, or is looked for in the home of whoever starts it. A whole sentence; undefined where
 * there is no such thing. `starts`: the commands that start it, and what their scripts say.
 */
export function onlyRootFinds(
  extension: Extension,
  stage: DockerStage,
  starts: readonly string[],
): string | undefined {
  const text = starts.join('\n');
  const place = placeInHome(stage, text);
  if (place !== undefined) {
    return `It needs ${place}, and only root may enter root's home: install that elsewhere first, such as below /opt.`;
  }
  if (/(^|\s)poetry run\b/m.test(text) && !poetryFindsIts(extension, stage)) {
    return 'It starts with "poetry run", which looks in the home of whoever starts it: write ENV POETRY_VIRTUALENVS_IN_PROJECT=true in front of "poetry install" first.';
  }
  if (/(^|\s)pipenv run\b/m.test(text) && !isOn(stage, 'PIPENV_VENV_IN_PROJECT')) {
    return 'It starts with "pipenv run", which looks in the home of whoever starts it: write ENV PIPENV_VENV_IN_PROJECT=1 in front of "pipenv install" first.';
  }
  return undefined;
}

/** `chmod 711 /root`: everybody may pass. */
const OPENED =
  /\bchmod\s+(?:-\S+\s+)*(?:[0-7]?[0-7]{2}[1357]|[ugo]*[oa][ugo]*\+\S*[xX])\s+\/root\/?(?=\s|$|[;&|])/;

function placeInHome(stage: DockerStage, starts: string): string | undefined {
  const { copies, environment, runs, baseImage } = stage;
  if (runs.some(({ script }) => OPENED.test(script))) return undefined;
  const copied = copies
    .map(({ workdir, destination }) => posix.resolve(workdir, destination))
    .find((path) => HOME.test(path) && !SETTINGS.test(path));
  if (copied !== undefined) return copied;
  const commands = runs.flatMap(({ script }) => shellCommands(script));
  const isForUser = (words: string[]): boolean =>
    words.includes('--user') &&
    words.includes('install') &&
    words.some((word) => /^pip3?$/.test(word));
  if (commands.some(isForUser)) return '/root/.local';
  const managed =
    runs.some(({ script }) => /\buv python install\b/.test(script)) ||
    (/^ghcr\.io\/astral-sh\/uv$/.test(parseImage(baseImage).repository) &&
      !parseImage(baseImage).tag.startsWith('python'));
  if (managed && !environment.has('UV_PYTHON_INSTALL_DIR')) return '/root/.local/share/uv';
  const path = (environment.get('PATH')?.value ?? '').split(':');
  const own = path.find((each) => HOME.test(each));
  const isElsewhere = path.some((each) => !HOME.test(each) && !SYSTEM.test(each));
  return isElsewhere && !/(^|\s)(uv|poetry|pipenv|pdm)\s/m.test(starts) ? undefined : own;
}

/**
 * Poetry's environment is found by everybody in the project, and where there is none of its own. A
 * setting that `poetry config` makes is root's alone; an environment in the project needs none.
 */
function poetryFindsIts({ paths }: Extension, stage: DockerStage): boolean {
  const scripts = stage.runs.map(({ script }) => script).join('\n');
  return (
    isOn(stage, 'POETRY_VIRTUALENVS_IN_PROJECT') ||
    /^(false|0)$/i.test(stage.environment.get('POETRY_VIRTUALENVS_CREATE')?.value ?? '') ||
    /\bvirtualenvs\.in-project\s+(true|1)\b|\bpoetry config\b[^\n&;]*--local\b/.test(scripts) ||
    [...paths].some((path) => posix.basename(path) === 'poetry.toml')
  );
}

function isOn({ environment }: DockerStage, name: string): boolean {
  return /^(true|1|yes)$/i.test(environment.get(name)?.value ?? '');
}
