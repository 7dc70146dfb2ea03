import type { Extension } from '../../extension/model.js';
import { get, isRecord } from '../../extension/records.js';

/** The file in which Yeoman keeps what people answered. */
export const ANSWERS = '.yo-rc.json';

/** True where it was chosen, and kept in the repository, to leave secrets in the environment. */
export function isEnvironmentChosen({ files }: Extension): boolean {
  const text = files.get(ANSWERS)?.text;
  if (text === undefined) return false;
  try {
    const stored: unknown = JSON.parse(text);
    const answers = isRecord(stored) ? get(stored, 'generator-rally-ext') : undefined;
    return isRecord(answers) && get(answers, 'secretsMode') === 'env';
  } catch {
    return false;
  }
}
