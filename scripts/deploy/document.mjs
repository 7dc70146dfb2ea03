// Follows a document as a person at a terminal does: its commands, as they stand there.
import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { attempt } from './shell.mjs';

/** The `sh` blocks of a document, by the heading they stand below (its sections and their parts). */
export function commandsIn(text) {
  const commands = new Map();
  let heading = '';
  for (const node of fromMarkdown(text).children) {
    const { start, end } = node.position;
    if (node.type === 'heading') {
      heading = text.slice(start.offset, end.offset).replace(/^#+ /, '');
    } else if (node.type === 'code' && node.lang === 'sh') {
      commands.set(heading, [...(commands.get(heading) ?? []), node.value]);
    }
  }
  return commands;
}

/** Runs $1 at a terminal and types y where it asks; $2 is a directory for what this needs. */
const TERMINAL = `
mkfifo "$2/keyboard"
exec 3<>"$2/keyboard"
: >"$2/screen"
(until grep -qs '\\[y/N\\]' "$2/screen"; do sleep 0.2; done; echo y >&3) &
typist=$!
code=0
script --quiet --return --flush --command "sh '$1'" "$2/screen" <&3 || code=$?
kill "$typist" 2>/dev/null
rm "$2/keyboard"
exit "$code"
`;

/**
 * A person with a document and a shell in `directory`: what one block sets, the next ones see.
 * `scratch` is for what the shell remembers; `variables` is its environment.
 */
export function personWith(document, { directory, scratch, variables }) {
  const commands = commandsIn(readFileSync(join(directory, document), 'utf8'));
  const memory = join(scratch, 'shell-variables');
  writeFileSync(memory, '');
  const read = new Set();

  const type = (text) => {
    const file = join(scratch, 'shell-input');
    writeFileSync(file, `. '${memory}'\nset -e\n${text}\n${remember(text, memory)}`);
    const args = ['-c', TERMINAL, 'sh', file, scratch];
    const { code, out } = attempt('sh', args, { cwd: directory, env: variables });
    rmSync(join(scratch, 'screen'), { force: true });
    return { code, out };
  };
  /** Runs every block below a heading; throws where one fails, unless `code` says how it will. */
  const follow = (heading, { code: wanted = 0 } = {}) => {
    const blocks = commands.get(heading);
    assert.ok(blocks, `${document} has no commands below "${heading}"`);
    read.add(heading);
    let printed = '';
    for (const block of blocks) {
      const { code, out } = type(block);
      printed += out;
      const end = out.trim().split('\n').slice(-15).join('\n');
      assert.equal(code, wanted, `${block}\nended with ${code}:\n${end}`);
      if (wanted !== 0) break;
    }
    return printed;
  };
  /** The headings with commands that were not followed. */
  const unread = () => [...commands.keys()].filter((heading) => !read.has(heading));
  return { type, follow, unread };
}

/** Lines that write down the variables a text sets, for the shell that runs the next one. */
function remember(text, memory) {
  return [...text.matchAll(/^(export )?([A-Z_]+)=/gm)]
    .map(
      ([, exported = '', name]) => `printf "${exported}${name}='%s'\\n" "$${name}" >>'${memory}'\n`,
    )
    .join('');
}
