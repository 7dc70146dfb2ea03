import { Lexer } from 'yaml';
import type { Extension } from '../extension/model.js';

/** Asked for each new file. */
const preferences = new WeakMap<Extension, boolean>();

/** True where the extension's compose files and workflows quote with `"` more often than with `'`. */
export function prefersDoubleQuotes(extension: Extension): boolean {
  const known = preferences.get(extension) ?? isMostlyDouble(extension);
  preferences.set(extension, known);
  return known;
}

function isMostlyDouble(extension: Extension): boolean {
  const counts = { '"': 0, "'": 0 };
  for (const { path } of [...extension.workflows, ...extension.composeFiles]) {
    for (const lexeme of new Lexer().lex(extension.files.get(path)?.text ?? '')) {
      const quote = lexeme.charAt(0);
      if (quote === '"' || quote === "'") counts[quote] += 1;
    }
  }
  return counts['"'] > counts["'"];
}
