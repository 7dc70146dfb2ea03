import { posix } from 'node:path';
import { interpolate } from '../interpolate.js';
import type { Borrowed, DockerStage, ImageVariable, StageCopy, StageRun, Tool } from '../model.js';
import type { Position } from '../../edit/refusal.js';
import { createdAccounts, type CreatedAccount } from './accounts.js';
import { assignments, declarations } from './assignments.js';
import { toolsOfImage } from './base-image.js';
import { startsNothing, workdirOfImage } from './base-program.js';
import type { Instruction } from './instructions.js';
import { copyOf, sourceOf } from './copies.js';
import { InstalledPackages } from './packages.js';
import { execForm, shellWords } from './words.js';

interface Program {
  readonly words: readonly string[];
  readonly position: Position;
  readonly shell: boolean;
}

/** One build stage while its instructions are read; starts with what its parent stage ended with. */
export class StageState {
  readonly baseImage: string;
  private readonly installed: InstalledPackages;
  private readonly variables: Map<string, string>;
  private readonly ports: Set<number>;
  private readonly copies: StageCopy[];
  private readonly runs: StageRun[];
  private readonly borrowed: Borrowed[] = [];
  private readonly environment: Map<string, ImageVariable>;
  private readonly accounts: Map<string, CreatedAccount>;
  private readonly volumes: string[];
  private workdir: string;
  private user: string | undefined;
  private userAt: Position | undefined;
  private entrypoint: Program | undefined;
  private cmd: Program | undefined;
  private healthcheck: Position | undefined;
  private exposedAt: Position | undefined;

  constructor(
    readonly name: string | undefined,
    image: string,
    private readonly position: Position,
    /** ARG values set before the first FROM; a stage sees one only after an `ARG NAME` of its own. */
    private readonly globals: ReadonlyMap<string, string>,
    parent?: StageState,
    private readonly parentNumber?: number,
  ) {
    this.baseImage = parent?.baseImage ?? image;
    this.installed = new InstalledPackages(parent?.installed);
    this.variables = new Map(parent?.variables);
    this.ports = new Set(parent?.ports);
    this.runs = [...(parent?.runs ?? [])];
    this.copies = [...(parent?.copies ?? [])];
    this.environment = new Map(parent?.environment);
    this.accounts = new Map(parent?.accounts);
    this.volumes = [...(parent?.volumes ?? [])];
    this.workdir = parent?.workdir ?? workdirOfImage(image);
    this.user = parent?.user;
    this.userAt = parent?.userAt;
    this.entrypoint = parent?.entrypoint;
    this.cmd = parent?.cmd;
    this.healthcheck = parent?.healthcheck;
    this.exposedAt = parent?.exposedAt;
  }

  apply(instruction: Instruction): void {
    const { keyword, args } = instruction;
    const from = sourceOf(instruction);
    if (from !== undefined) {
      this.borrowed.push({ from: this.resolve(from), position: instruction.position });
    }
    switch (keyword) {
      case 'RUN':
        for (const script of [execForm(args)?.join(' ') ?? args, ...instruction.heredocs]) {
          this.installed.run(script, instruction.position);
          for (const each of createdAccounts(script)) this.accounts.set(each.name, each);
          this.runs.push({ script, workdir: this.workdir, position: instruction.position });
        }
        break;
      case 'USER':
        this.user = this.resolve(args);
        this.userAt = instruction.position;
        break;
      case 'WORKDIR':
        this.workdir = posix.resolve(this.workdir, this.resolve(args));
        break;
      case 'VOLUME':
        for (const path of execForm(args) ?? shellWords(args)) {
          this.volumes.push(posix.resolve(this.workdir, this.resolve(path)));
        }
        break;
      case 'EXPOSE':
        for (const word of shellWords(args)) addPorts(this.resolve(word), this.ports);
        this.exposedAt = instruction.position;
        break;
      case 'COPY':
      case 'ADD':
        this.copies.push(copyOf(instruction, this.workdir, (text) => this.resolve(text)));
        break;
      case 'CMD':
        this.cmd = program(instruction);
        break;
      case 'ENTRYPOINT':
        this.entrypoint = program(instruction);
        // Docker: setting ENTRYPOINT resets a CMD that comes from the base.
        this.cmd = undefined;
        break;
      case 'HEALTHCHECK':
        this.healthcheck = /^NONE\b/i.test(args) ? undefined : instruction.position;
        break;
      case 'ARG':
      case 'ENV':
        for (const [name, value] of keyword === 'ARG' ? declarations(args) : assignments(args)) {
          const set = value === undefined ? this.globals.get(name) : this.resolve(value);
          if (set === undefined) continue;
          this.variables.set(name, set);
          const { position } = instruction;
          if (keyword === 'ENV') this.environment.set(name, { value: set, position });
        }
    }
  }

  finish(): DockerStage {
    const { command, commandAt } = this.command();
    const tools = new Set<Tool>(toolsOfImage(this.baseImage));
    for (const tool of this.installed.tools) tools.add(tool);
    return {
      name: this.name,
      baseImage: this.baseImage,
      parent: this.parentNumber,
      position: this.position,
      user: this.user,
      accounts: this.accounts,
      workdir: this.workdir,
      environment: this.environment,
      volumes: this.volumes,
      exposedPorts: [...this.ports],
      copies: this.copies,
      runs: this.runs,
      packages: this.installed.system,
      pythonPackages: this.installed.python,
      borrowed: this.borrowed,
      command,
      entrypoint: this.entrypoint?.words ?? [],
      tools,
      runnable: command !== undefined || !startsNothing(this.baseImage),
      ...(this.userAt === undefined ? {} : { userAt: this.userAt }),
      ...(this.healthcheck === undefined ? {} : { healthcheck: this.healthcheck }),
      ...(this.exposedAt === undefined ? {} : { exposedAt: this.exposedAt }),
      ...(commandAt === undefined ? {} : { commandAt }),
    };
  }

  private command(): Pick<DockerStage, 'command' | 'commandAt'> {
    const { entrypoint, cmd } = this;
    // An ENTRYPOINT in shell form does not get CMD as arguments.
    const parts = entrypoint?.shell ? [entrypoint] : [entrypoint, cmd];
    const programs = parts.filter((part) => part !== undefined);
    const words = programs.flatMap((part) => part.words);
    const commandAt = programs.at(-1)?.position;
    if (words.length === 0 || commandAt === undefined) return { command: undefined };
    return { command: words, commandAt };
  }

  private resolve(text: string): string {
    const { text: resolved, complete } = interpolate(text, (name) => this.variables.get(name));
    return complete ? resolved : text;
  }
}

function program({ args, position }: Instruction): Program {
  const words = execForm(args);
  return words === undefined
    ? { words: shellWords(args), position, shell: true }
    : { words, position, shell: false };
}

/** `8003`, `8003/tcp` and `8000-8002`. */
function addPorts(word: string, ports: Set<number>): void {
  const [, from = '', to = from] = /^(\d{1,5})(?:-(\d{1,5}))?(?:\/\w+)?$/.exec(word) ?? [];
  if (from === '') return;
  for (let port = Number(from); port <= Math.min(Number(to), 65_535); port += 1) ports.add(port);
}
