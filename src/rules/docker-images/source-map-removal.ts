import type { Extension, WebApp } from '../../extension/model.js';
import type { WebBuild } from './vite-builds.js';

const REMOVES = /\b(rm|find|rimraf|del|del-cli|unlink|shx)\b/;

/** Are maps deleted after the build, left out when it is copied, or not handed out by nginx? */
export function mapsAreRemoved(
  { files }: Extension,
  { dir }: WebApp,
  { commands, dockerfiles }: WebBuild,
): boolean {
  const isMap = (word: string): boolean => /\.map\b/.test(word);
  if (commands.some((words) => words.some(isMap) && REMOVES.test(words.join(' ')))) return true;
  const texts = dockerfiles.map(({ path }) => files.get(path)?.text ?? '');
  if (texts.some((text) => /--exclude=\S*\.map\b/.test(text))) return true;
  return [...files.values()].some(
    ({ path, text }) =>
      path.startsWith(`${dir}/`) &&
      /\.conf(\.template)?$/.test(path) &&
      /location[^{}]*\.map\b[^{}]*\{[^}]*(deny\s+all|return\s+40[34])/.test(text),
  );
}
