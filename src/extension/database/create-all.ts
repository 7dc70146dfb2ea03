import { children, textOf, visit } from '../../edit/python/nodes.js';
import type { Place } from './model.js';
import type { Modules } from './modules.js';

/** Where the deployed code makes tables itself: `metadata.create_all`, called or handed on. */
export function createAllIn(modules: Modules): Place[] {
  return modules.matching(/\.create_all\b/).flatMap((source) => {
    const found: Place[] = [];
    for (const statement of source.statements) {
      visit(statement, (node) => {
        if (node.name !== 'MemberExpression') return true;
        const property = children(node).at(-1);
        if (property === undefined || textOf(property, source.text) !== 'create_all') return true;
        found.push({ file: source.file, position: source.position(node) });
        return false;
      });
    }
    return found;
  });
}
