import { Lexer } from 'yaml';
import { kept } from '../extension/kept.js';
import type { Extension } from '../extension/model.js';

/** True where the extension's compose files and workflows quote with `"` more often than with `'`. */
export const prefersDoubleQuotes = kept((extension: Extension): boolean => {
  const counts = { '"': 0, "'": 0 };
  for (const { path } of [...extension.workflows, ...extension.composeFiles]) {
    for (const lexeme of new Lexer().lex(extension.files.get(path)?.text ?? '')) {
      const quote = lexeme.charAt(0);
      if (quote === '"' || quote === "'") counts[quote] += 1;
    }
  }
  return counts['"'] > counts["'"];
});
