import type { YamlOperation } from '../../edit/yaml/operation.js';
import type { Change } from '../rule.js';
import { grouped } from '../grouped.js';
import { withoutSecret, type Literal, type LiteralSite } from './literals.js';

type WorkflowLiteral = Literal & { readonly site: LiteralSite & { kind: 'workflow' } };

/** Has the values of workflow literals come from the repository's secrets, one change for each secret and file. */
export function workflowRemovals(literals: readonly WorkflowLiteral[]): Change[] {
  const taken = new Map<string, string>();
  const named = literals.map((literal) => {
    const secret = secretFor(literal, taken);
    taken.set(secret, literal.value);
    return { literal, secret };
  });
  const groups = grouped(named, ({ literal, secret }) => `${literal.file} ${secret}`);
  return [...groups.values()].flatMap((uses): Change[] => {
    const [first] = uses;
    if (first === undefined) return [];
    const { secret } = first;
    const { file } = first.literal;
    const operations = uses.map(({ literal: { site } }): YamlOperation => {
      const value = withoutSecret(site.text, `\${{ secrets.${secret} }}`);
      return { op: 'set', route: site.route, value };
    });
    return [
      {
        summary: `take ${secret} in ${file} from the repository's secrets`,
        edits: [{ kind: 'yaml', file, operations }],
        nextSteps: [
          `Set the repository's secret ${secret} to a new value ("gh secret set ${secret}"): the old one stays in the history of git, so change it wherever it is in use.`,
        ],
      },
    ];
  });
}

/** Its variable's name; an input of an action has the action's in front, and two values are two secrets. */
function secretFor({ name, value, site }: WorkflowLiteral, taken: ReadonlyMap<string, string>) {
  const action = site.action
    ?.split('/')
    .at(-1)
    ?.replace(/-action$/, '');
  const own = constant(action === undefined ? name : `${action}_${name}`);
  const inJob = constant(`${site.job ?? 'workflow'}_${own}`);
  return [own, inJob].find((each) => (taken.get(each) ?? value) === value) ?? `${inJob}_2`;
}

/** GitHub: letters, digits and `_`, no digit first, nothing that begins with `GITHUB_`. */
function constant(text: string): string {
  return text
    .replaceAll(/\W+/g, '_')
    .toUpperCase()
    .replace(/^GITHUB_/, 'GH_')
    .replace(/^(?=\d)/, '_');
}
