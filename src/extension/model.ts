import type { Position } from '../edit/refusal.js';
import type { CreatedAccount } from './dockerfile/accounts.js';
import type { Variable } from './environment/model.js';
import type { Database } from './database/model.js';
import type { FileProblem } from './problem.js';
import type { Dependabot, LocalAction, Workflow } from './workflows/model.js';

export type { FileProblem };

/** A file that was read: path relative to the extension's root, `/` as separator. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
  /** The file's permission bits, kept when it is written. */
  readonly mode: number;
  /** Why the file must not be written (read-only, a symbolic link), if it must not. */
  readonly locked?: string;
}

/** manifest.json, the Platform's contract with an extension (Platform, EXTENSIONS.md). */
export interface Manifest {
  readonly file: string;
  readonly name: string;
  readonly version: string | undefined;
  readonly apiPort: number | undefined;
  readonly webPort: number | undefined;
  /** The whole parsed object. */
  readonly data: Readonly<Record<string, unknown>>;
  /** Where the value at a route stands in the file (the nearest existing ancestor's place). */
  locate(route: readonly (string | number)[]): Position;
}

export type ComposeKind = 'development' | 'production' | 'staging' | 'standalone';

/** `platform`: owned by the Platform, an entry here only adds to it (never hardened). */
export type ServiceRole = 'api' | 'web' | 'database' | 'platform' | 'other';

export interface Service {
  readonly name: string;
  readonly role: ServiceRole;
  /** What this file says of it, with aliases and merge keys resolved; the file below may say more. */
  readonly definition: Readonly<Record<string, unknown>>;
  /** Position of the service's key. */
  readonly position: Position;
  /** The image's Dockerfile: from `build`, else inferred from the role's directory. */
  readonly dockerfile: Dockerfile | undefined;
  /** How `build` builds that Dockerfile; undefined where the Dockerfile is only inferred. */
  readonly build: ServiceBuild | undefined;
  /** True for a task that ends (a migration, a seed): restart "no" or waited for by completion. */
  readonly oneShot: boolean;
}

/** A service's `build` (Compose specification, "Compose Build Specification"). */
export interface ServiceBuild {
  /** The context's directory, relative to the extension's root (`.` for the root itself). */
  readonly context: string;
  readonly target: string | undefined;
  /** Build arguments as written; one without a value gets it from the environment. */
  readonly args: readonly { readonly name: string; readonly value: string | undefined }[];
}

export interface ComposeFile {
  readonly path: string;
  readonly kind: ComposeKind;
  /** True for compose.override*.yml: laid over the Platform's file, paths resolve from its root. */
  readonly override: boolean;
  /** The file of the extension it is laid over (`-f compose.yml -f compose.prod.yml`), if it is. */
  readonly below: string | undefined;
  /** Parsed with aliases and merges resolved; empty where `problem` is set. */
  readonly data: Readonly<Record<string, unknown>>;
  readonly services: readonly Service[];
  /** Why the file could not be understood, if it could not. */
  readonly problem?: FileProblem | undefined;
  /** Where the key or item at a route stands (the nearest existing ancestor's place). */
  locate(route: readonly (string | number)[]): Position;
  /** The anchor that the value at a route is an alias of, if that is how it is written. */
  aliasAt(route: readonly (string | number)[]): string | undefined;
}

/** What a Dockerfile's final stage is and holds. */
export interface Dockerfile {
  readonly path: string;
  readonly stages: readonly DockerStage[];
  readonly final: DockerStage;
  /** What it declares with ARG, in any of its stages. */
  readonly buildArgs: readonly DeclaredArg[];
  /** What it copies from the build context, as written. */
  readonly contextSources: readonly string[];
}

export interface DeclaredArg {
  readonly name: string;
  readonly default: string | undefined;
}

export interface DockerStage {
  readonly name: string | undefined;
  /** The image named in FROM, or the base of the stage it names, followed to the end. */
  readonly baseImage: string;
  /** The stage named in FROM, counted from 0; undefined where FROM names an image. */
  readonly parent: number | undefined;
  readonly position: Position;
  /** The user in force at the end of the stage, if one is set. */
  readonly user: string | undefined;
  /** The USER that sets it, if there is one. */
  readonly userAt?: Position;
  /** Users that its RUN scripts create, by their names. */
  readonly accounts: ReadonlyMap<string, CreatedAccount>;
  /** The working directory at the end of the stage. */
  readonly workdir: string;
  /** What its ENV instructions set. */
  readonly environment: ReadonlyMap<string, ImageVariable>;
  /** Directories that VOLUME names. */
  readonly volumes: readonly string[];
  readonly exposedPorts: readonly number[];
  /** The last EXPOSE, if there is one. */
  readonly exposedAt?: Position;
  /** Its COPY and ADD instructions, those of the stages it is built on first. */
  readonly copies: readonly StageCopy[];
  /** Its RUN scripts, here-documents included, those of the stages it is built on first. */
  readonly runs: readonly StageRun[];
  /** Packages of the distribution that its RUN scripts leave in the image, and which one does. */
  readonly packages: ReadonlyMap<string, Position>;
  /** The same for pip. */
  readonly pythonPackages: ReadonlyMap<string, Position>;
  /** Stages (name or number) and images that it copies or mounts files from, its own only. */
  readonly borrowed: readonly Borrowed[];
  /** What it starts: ENTRYPOINT followed by CMD, as words; undefined where stage and parents set none. */
  readonly command: readonly string[] | undefined;
  /** The words of ENTRYPOINT alone; none where there is none. */
  readonly entrypoint: readonly string[];
  /** The instruction that sets it: CMD, else ENTRYPOINT. */
  readonly commandAt?: Position;
  /** Programs known to be in the image: from the base image and from the packages it installs. */
  readonly tools: ReadonlySet<Tool>;
  /**
   * False for an image that starts nothing that stays: files alone (`FROM scratch`), or a base image's
   * shell or interpreter, which ends at once.
   */
  readonly runnable: boolean;
  /** The HEALTHCHECK in force at the end of the stage, if there is one. */
  readonly healthcheck?: Position;
}

/** What an ENV instruction gives a variable; what an argument of the build does not tell is as written. */
export interface ImageVariable {
  readonly value: string;
  readonly position: Position;
}

/** A COPY or ADD; paths as written but for variables. */
export interface StageCopy {
  readonly sources: readonly string[];
  readonly destination: string;
  /** `--from`: another stage or an image; undefined for the build context. */
  readonly from: string | undefined;
  /** What a relative destination starts from. */
  readonly workdir: string;
}

export interface StageRun {
  readonly script: string;
  /** The directory it is run in. */
  readonly workdir: string;
  readonly position: Position;
}

/** `COPY --from=build`, `RUN --mount=type=bind,from=build`. */
export interface Borrowed {
  readonly from: string;
  readonly position: Position;
}

/** `python` is a Python 3 that answers to `python3` (a distribution's own has no `python`). */
export type Tool = 'python' | 'curl' | 'wget' | 'node' | 'sh';

/** A route of the API, with router prefixes resolved as far as the syntax tree tells. */
export interface ApiRoute {
  readonly method: string;
  /** The full path; undefined where a prefix is computed at run time. */
  readonly path: string | undefined;
  readonly file: string;
  readonly position: Position;
}

/** A FastAPI application, found by syntax tree. */
export interface ApiApp {
  /** The api-<name> directory. */
  readonly dir: string;
  /** The module that defines the application, relative to the extension's root. */
  readonly file: string;
  /** The variable the application is bound to. */
  readonly variable: string;
  readonly position: Position;
  /** False where the application is built in a function (a factory): it cannot be added to. */
  readonly topLevel: boolean;
  readonly routes: readonly ApiRoute[];
}

export interface WebApp {
  readonly dir: string;
  readonly packageManager: 'npm' | 'pnpm' | 'yarn' | 'bun' | undefined;
  readonly viteConfig: string | undefined;
}

export interface GitFacts {
  /** owner/name of the `origin` remote on GitHub, if it has one. */
  readonly owner: string | undefined;
  readonly repository: string | undefined;
  /** The branch that a clone starts on, else the one that is checked out. */
  readonly defaultBranch: string | undefined;
  /** The way to the root of the repository that it is only a part of (`../..`), if it is. */
  readonly around: string | undefined;
}

/** Everything the rules look at: read once, never changed. */
export interface Extension {
  /** Absolute path of the extension's root. */
  readonly root: string;
  readonly manifest: Manifest;
  /** The name of the extension's folder under `extensions/`, where it is in a Platform checkout. */
  readonly platformFolder: string | undefined;
  readonly files: ReadonlyMap<string, SourceFile>;
  /** Every path that was seen, read or not. */
  readonly paths: ReadonlySet<string>;
  /** Directories named `test` or `tests`, sorted; what is in them is not read. */
  readonly testDirectories: readonly string[];
  readonly composeFiles: readonly ComposeFile[];
  readonly dockerfiles: readonly Dockerfile[];
  readonly apis: readonly ApiApp[];
  /** Of each API that keeps tables in PostgreSQL with SQLAlchemy. */
  readonly databases: readonly Database[];
  readonly webs: readonly WebApp[];
  readonly workflows: readonly Workflow[];
  /** The environment variables it reads when it is deployed. */
  readonly variables: readonly Variable[];
  readonly localActions: readonly LocalAction[];
  readonly dependabot: Dependabot | undefined;
  readonly git: GitFacts;
  /** Rules that its people decided to do without. */
  readonly leftOut: ReadonlySet<string>;
  /** Files that were found but could not be read or understood; other files are unaffected. */
  readonly problems: readonly FileProblem[];
  /** The extension as it would be with other texts in some of its files, or new ones; the disk is not looked at. */
  withTexts(texts: ReadonlyMap<string, string>): Extension;
}
