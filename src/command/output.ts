import { UsageError } from '../usage-error.js';

/**
 * Writes a report to the file a person named.
 * @throws UsageError where it cannot be written
 */
export async function writeOutput(path: string, text: string): Promise<void> {
  // Loaded only here: most runs print their report.
  const { default: writeFileAtomic } = await import('write-file-atomic');
  try {
    await writeFileAtomic(path, text, { encoding: 'utf8' });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`--output ${path} cannot be written: ${reason}`);
  }
}
