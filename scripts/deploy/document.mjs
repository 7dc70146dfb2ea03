// Follows a document as a person at a terminal does: its commands, as they stand there.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { attempt } from './shell.mjs';

/** The `sh` blocks of a document, by the heading they stand below (its sections and their parts). */
export function commandsIn(text) {
  const commands = new Map();
  let heading = '';
  for (const node of fromMarkdown(text).children) {
    if (node.type === 'heading') {
      heading = text
        .slice(node.position.start.offset, node.position.end.offset)
        .replace(/^#+ /, '');
    } else if (node.type === 'code' && node.lang === 'sh') {
      commands.set(heading, [...(commands.get(heading) ?? []), node.value]);
    }
  }
  return commands;
}

/**
 * A person with a document and a shell in `directory`: what one block sets, the next ones see.
 * `scratch` is for what the shell remembers; `variables` is what it starts with.
 */
export function personWith(document, { directory, scratch, variables }) {
  const commands = commandsIn(readFileSync(join(directory, document), 'utf8'));
  const memory = join(scratch, 'shell-variables');
  writeFileSync(memory, '');
  const env = { ...variables };
  const read = new Set();

  /** Runs text in the shell at a terminal, answering what is asked with `answer`. */
  const type = (text, answer = '') => {
    const file = join(scratch, 'shell-input');
    writeFileSync(file, `. '${memory}'\nset -ea\n${text}\nexport -p >'${memory}'\n`);
    const shell = ['--quiet', '--return', '--command', `sh '${file}'`, '/dev/null'];
    const { code, out } = attempt('script', shell, { cwd: directory, env, input: answer });
    return { code, out };
  };
  /** Runs every block below a heading; throws where one fails, unless `code` says how. */
  const follow = (heading, { answer, code: wanted = 0 } = {}) => {
    const blocks = commands.get(heading);
    assert.ok(blocks, `${document} has no commands below "${heading}"`);
    read.add(heading);
    let printed = '';
    for (const block of blocks) {
      const { code, out } = type(block, answer);
      printed += out;
      assert.equal(
        code,
        wanted,
        `${block}\nended with ${code}:\n${out.trim().split('\n').slice(-15).join('\n')}`,
      );
      if (wanted !== 0) break;
    }
    return printed;
  };
  /** The headings with commands that were not followed. */
  const unread = () => [...commands.keys()].filter((heading) => !read.has(heading));
  return { type, follow, unread };
}
