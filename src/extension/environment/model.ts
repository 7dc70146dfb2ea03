import type { Position } from '../../edit/refusal.js';
import type { FieldType } from './field-type.js';
import type { Operator } from './interpolation.js';

/** A place that reads a variable. */
export interface Reading {
  readonly by: 'settings' | 'code' | 'compose' | 'build';
  readonly file: string;
  readonly position: Position;
}

/** A variable and the plain text that a deployment gives it. */
export type Given = readonly [name: string, text: string];

/** What the code does without a variable. */
export type CodeDefault =
  /** It fails. */
  | { readonly kind: 'required' }
  /** It goes on without a value. */
  | { readonly kind: 'none' }
  /**
   * It takes this text, or something that this text would give as well; as long as the deployment
   * gives the variables in `given` these values.
   */
  | { readonly kind: 'known'; readonly text: string; readonly given: readonly Given[] }
  /** It works something out when it starts; `from` are the variables that it looks at. */
  | { readonly kind: 'computed'; readonly from: readonly string[] };

/** How the code of one API uses a variable. */
export interface CodeUse {
  /** The API's directory. */
  readonly dir: string;
  readonly default: CodeDefault;
  readonly type: FieldType | undefined;
  /** What its people say about it, in one line. */
  readonly description: string | undefined;
  /** True where a list or object is read as JSON. */
  readonly json: boolean;
}

/** A `${NAME}` in a compose file that is deployed. */
export interface ComposeRead {
  readonly operator: Operator;
  /** The default, where it is a plain text. */
  readonly fallback: string | undefined;
  readonly file: string;
  readonly position: Position;
  /** The service it belongs to, if it belongs to one. */
  readonly service: string | undefined;
}

/** An ARG of a Dockerfile that a web client is built with. */
export interface BuildArgument {
  readonly fallback: string | undefined;
  readonly file: string;
  readonly position: Position;
}

/** One environment variable that the extension reads. */
export interface Variable {
  readonly name: string;
  readonly readings: readonly Reading[];
  readonly code: CodeUse | undefined;
  readonly compose: readonly ComposeRead[];
  readonly build: readonly BuildArgument[];
  readonly secret: boolean;
}
