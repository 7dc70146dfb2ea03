import type { Tool } from '../model.js';
import { shellCommands } from './words.js';

const MANAGERS = new Set(['apt-get', 'apt', 'apk', 'dnf', 'microdnf', 'yum', 'aptitude']);
const PREFIXES = new Set([
  'sudo',
  'env',
  'exec',
  'time',
  'if',
  'then',
  'else',
  'do',
  '!',
  '{',
  '(',
]);

const PACKAGES: ReadonlyMap<string, Tool> = new Map([
  ['curl', 'curl'],
  ['wget', 'wget'],
  ['python3', 'python'],
  ['python3-minimal', 'python'],
  ['python3-pip', 'python'],
  ['python3-venv', 'python'],
  ['nodejs', 'node'],
]);

/** The tools that package managers put into an image, followed through its RUN scripts in order. */
export class InstalledTools {
  readonly tools: Set<Tool>;
  /** Alpine's virtual packages (`apk add --virtual .build curl`, later `apk del .build`). */
  private readonly groups: Map<string, readonly Tool[]>;

  constructor(parent?: InstalledTools) {
    this.tools = new Set(parent?.tools);
    this.groups = new Map(parent?.groups);
  }

  run(script: string): void {
    for (const words of shellCommands(script)) {
      const at = words.findIndex((word) => !PREFIXES.has(word) && !/^\w+=/.test(word));
      if (at < 0 || !MANAGERS.has(words[at]?.replace(/^\(?(\/usr\/bin\/)?/, '') ?? '')) continue;
      this.manage(words.slice(at + 1));
    }
  }

  private manage(words: readonly string[]): void {
    const verb = words.find((word) => !word.startsWith('-'));
    const tools = words.flatMap((word) => PACKAGES.get(packageName(word)) ?? []);
    if (verb === 'install' || verb === 'add') {
      for (const tool of tools) this.tools.add(tool);
      const group = virtualName(words);
      if (group !== undefined) this.groups.set(group, tools);
    } else if (/^(remove|purge|del|erase|autoremove)$/.test(verb ?? '')) {
      const grouped = words.flatMap((word) => this.groups.get(word) ?? []);
      for (const tool of [...tools, ...grouped]) this.tools.delete(tool);
    }
  }
}

/** `curl=8.5.0-2`, `curl~=8`, `curl@edge` and `curl:amd64` are all curl. */
function packageName(word: string): string {
  return word.replace(/[=<>~@:)].*$/, '');
}

function virtualName(words: readonly string[]): string | undefined {
  const joined = words.find((word) => word.startsWith('--virtual='));
  if (joined !== undefined) return joined.slice('--virtual='.length);
  const flag = words.findIndex((word) => word === '--virtual' || word === '-t');
  return flag < 0 ? undefined : words[flag + 1];
}
