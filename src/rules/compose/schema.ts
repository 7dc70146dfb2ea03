// Generated from the published Compose schema by scripts/compose-validator.mjs.
import generated from '../../generated/compose-validator.js';

/** One complaint of the schema, as ajv reports it. */
export interface SchemaError {
  /** A JSON pointer to the value. */
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly message?: string;
}

interface Validator {
  (data: unknown): boolean;
  errors?: readonly SchemaError[] | null;
}

const validator = generated as unknown as Validator;

/** Checks the data of a compose file against the specification's JSON Schema. */
export function schemaErrors(data: unknown): readonly SchemaError[] {
  return validator(data) ? [] : (validator.errors ?? []);
}
