import type { Position } from '../../edit/refusal.js';
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

/** Which package of which manager, and the RUN that installed it. */
type Installed = Map<string, Position>;

/** What package managers put into an image, followed through its RUN scripts in order. */
export class InstalledPackages {
  /** Packages of the distribution. */
  readonly system: Installed;
  /** What pip installed, as far as it is named. */
  readonly python: Installed;
  /** Alpine's virtual packages (`apk add --virtual .build curl`, later `apk del .build`). */
  private readonly groups: Map<string, readonly string[]>;

  constructor(parent?: InstalledPackages) {
    this.system = new Map(parent?.system);
    this.python = new Map(parent?.python);
    this.groups = new Map(parent?.groups);
  }

  /** The programs that the packages bring. */
  get tools(): Tool[] {
    return [...this.system.keys()].flatMap((name) => PACKAGES.get(name) ?? []);
  }

  run(script: string, position: Position): void {
    for (const words of shellCommands(script)) {
      const at = words.findIndex((word) => !PREFIXES.has(word) && !/^\w+=/.test(word));
      if (at < 0) continue;
      const [program = '', ...rest] = words.slice(at);
      const name = program.replace(/^\(?(\/usr\/bin\/)?/, '');
      if (MANAGERS.has(name)) this.manage(rest, position, this.system);
      else if (/^pip[\d.]*$/.test(name)) this.manage(rest, position, this.python);
      else if (/^python[\d.]*$/.test(name) && rest[0] === '-m' && rest[1] === 'pip') {
        this.manage(rest.slice(2), position, this.python);
      }
    }
  }

  private manage(words: readonly string[], position: Position, installed: Installed): void {
    const [verb, ...others] = words.filter((word) => !word.startsWith('-'));
    const names = others.map(packageName);
    if (verb === 'install' || verb === 'add') {
      for (const name of names) if (!installed.has(name)) installed.set(name, position);
      const group = virtualName(words);
      if (group !== undefined) this.groups.set(group, names);
    } else if (/^(remove|purge|del|erase|autoremove|uninstall)$/.test(verb ?? '')) {
      const grouped = others.flatMap((word) => this.groups.get(word) ?? []);
      for (const name of [...names, ...grouped]) installed.delete(name);
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
