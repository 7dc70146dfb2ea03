/** Which stage an operation is about: its name or its number from 0; the final one without it. */
export interface InStage {
  readonly stage?: string | number;
}

/**
 * Adds instructions to a stage: before the first or after the last one with one of the `keywords`,
 * at the stage's end where there is none. One that the stage already has is not added again.
 */
export interface InsertInstructions extends InStage {
  readonly op: 'insert';
  readonly where: 'before' | 'after';
  /** In capitals: `CMD`, `ENTRYPOINT`. */
  readonly keywords: readonly string[];
  /** Each a whole instruction, `\n` between continued lines. */
  readonly instructions: readonly string[];
}

/** Makes `words` the stage's ENTRYPOINT or CMD, in exec form, in the place of the one there is. */
export interface SetProgram extends InStage {
  readonly op: 'set';
  readonly keyword: 'ENTRYPOINT' | 'CMD';
  readonly words: readonly string[];
}

/** What an image starts, in exec form. */
export interface InheritedProgram {
  readonly entrypoint: readonly string[];
  readonly cmd: readonly string[];
}

/**
 * Puts `words` in front of what the stage starts: its ENTRYPOINT gets them as its first words. Where
 * it has none, one is added that starts what is inherited, and the inherited CMD, which a new
 * ENTRYPOINT takes away, is written down.
 */
export interface WrapEntrypoint extends InStage {
  readonly op: 'wrap';
  readonly words: readonly string[];
  /** What the image starts that the stage is built on in the end; undefined where nobody knows. */
  readonly inherited: InheritedProgram | undefined;
}

/** Adds a stage at the end, which becomes the final one; nothing where there is one of this name. */
export interface AddStage {
  readonly op: 'add-stage';
  readonly name: string;
  /** What it is built on: an image or another stage. */
  readonly from: string;
  readonly instructions: readonly string[];
  /** A line for people above its FROM. */
  readonly comment?: string;
}

/** Gives a stage that has no name one; what has a name keeps it. */
export interface NameStage {
  readonly op: 'name-stage';
  /** Counted from 0. */
  readonly stage: number;
  readonly name: string;
}

/** Makes `user` the one that the stage ends with, behind the last step that may need another one. */
export interface SetUser extends InStage {
  readonly op: 'set-user';
  readonly user: string;
}

/**
 * Gives a variable another value: in the first ENV or ARG of the stage that has one for it (`stage`
 * -1 for the ARGs above the first FROM). Without `value` an ARG keeps its name only, and the variable
 * of an ENV goes, with the comment above that `about` matches, or makes place for `instead`.
 */
export interface Assign {
  readonly op: 'assign';
  readonly stage: number;
  readonly keyword: 'ENV' | 'ARG';
  readonly name: string;
  readonly value?: string;
  readonly about?: RegExp;
  /** A whole instruction. */
  readonly instead?: string;
}

/** Installs a package of npm in this version wherever RUN installs it globally without one. */
export interface PinPackage {
  readonly op: 'pin';
  readonly name: string;
  readonly version: string;
}

/** A change to a Dockerfile, addressed by stage and keyword. */
export type DockerfileOperation =
  | InsertInstructions
  | SetProgram
  | WrapEntrypoint
  | AddStage
  | NameStage
  | SetUser
  | Assign
  | PinPackage;
