import { explainFailure } from '../files/explain.js';
import { overwriteFile } from '../files/overwrite.js';
import { UsageError } from '../usage-error.js';

/**
 * Writes a report to the file a person named.
 * @throws UsageError where it cannot be written
 */
export async function writeOutput(path: string, text: string): Promise<void> {
  try {
    await overwriteFile(path, Buffer.from(text));
  } catch (error) {
    throw new UsageError(`--output ${path} cannot be written: ${explainFailure(error)}`);
  }
}
