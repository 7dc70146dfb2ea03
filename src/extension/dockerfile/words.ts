export { execForm } from '../../edit/dockerfile/exec-form.js';

/**
 * The words of a shell script, command by command: quotes resolved, `&&`, `||`, `;`, `|`, `&` and
 * line ends as separators. Good enough to see which programs it starts; nothing is expanded.
 */
export function shellCommands(script: string): string[][] {
  const commands: string[][] = [];
  let command: string[] = [];
  const token = /("(?:\\[^]|[^"\\])*"|'[^']*'|\\[^]|[^\s"'\\;&|])+|[;&|\n]+/g;
  for (const [text] of script.matchAll(token)) {
    if (/^[;&|\n]/.test(text)) {
      if (command.length > 0) commands.push(command);
      command = [];
    } else {
      command.push(unquote(text));
    }
  }
  if (command.length > 0) commands.push(command);
  return commands;
}

/** The words of one shell command, separators left out. */
export function shellWords(script: string): string[] {
  return shellCommands(script).flat();
}

function unquote(text: string): string {
  if (!/["'\\]/.test(text)) return text;
  return text.replace(
    /"((?:\\[^]|[^"\\])*)"|'([^']*)'|\\([^])/g,
    (_, double?: string, single?: string, escaped?: string) =>
      double?.replace(/\\(["\\$`])/g, '$1') ?? single ?? escaped ?? '',
  );
}
