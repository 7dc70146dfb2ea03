import type { Change } from './change.js';
import { decide } from './decide.js';
import { joined } from './join.js';
import { make, splicesOf } from './make.js';
import type { YamlOperation } from './operation.js';
import { BOM } from './lines.js';
import { parseTree } from './parse.js';
import { refusal } from './refusal.js';
import { applySplices, compose, untouchedOutside } from './splice.js';
import { readStyle } from './style.js';

/**
 * The text after each of several steps, whose operations are all meant for the text as it is now and
 * must not depend on each other. Only the last text is proven, for nobody keeps those in between.
 *
 * @throws {EditRefusal} where the steps cannot be made together; one after the other they may be
 */
export function editYamlInSteps(
  text: string,
  steps: readonly (readonly YamlOperation[])[],
): readonly string[] {
  const mark = text.startsWith(BOM) ? BOM : '';
  const tree = parseTree(text.slice(mark.length));
  const style = readStyle(tree);
  const decided: Change[] = [];
  const texts = steps.map((operations) => {
    decided.push(...operations.flatMap((each) => decide(tree, each)));
    const splices = splicesOf(tree, style, joined(decided));
    if (splices) return mark + applySplices(tree.text, splices);
    throw refusal(tree.text, 0, 'the changes get in each other’s way');
  });
  const { tree: after, splices } = make(tree, style, joined(decided));
  if (untouchedOutside(tree.text, after.text, compose([], splices))) return texts;
  throw refusal(tree.text, 0, 'a byte outside the change would change; nothing was done');
}
