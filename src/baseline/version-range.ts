/** Versions as pip reads them (PyPA, "Version specifiers"): clauses that all have to hold. */
export type Specifiers = string;

const CLAUSE = /^(===|==|!=|<=|>=|~=|<|>)?\s*v?(\d[\w.+!*-]*|\*)$/;

/**
 * A range of versions in Poetry's words (Poetry, "Dependency specification": caret, tilde, wildcard)
 * as specifiers; '' for any version, undefined where they cannot say it, as `||`.
 */
export function toSpecifiers(range: string): Specifiers | undefined {
  const clauses = range
    .split(/,|\s+(?=[<>=!~^])/)
    .map((each) => each.trim())
    .filter((each) => each !== '');
  const said = clauses.map(toClause);
  return said.includes(undefined) ? undefined : said.filter((each) => each !== '').join(',');
}

function toClause(clause: string): string | undefined {
  const [, sign, version] = /^(\^|~(?!=))\s*v?(\d+(?:\.\d+)*)$/.exec(clause) ?? [];
  if (sign !== undefined && version !== undefined) {
    const parts = version.split('.').map(Number);
    const kept = sign === '^' ? caretPlace(parts) : Math.min(parts.length, 2) - 1;
    const next = parts.slice(0, kept + 1);
    next[kept] = (next[kept] ?? 0) + 1;
    return `>=${version},<${next.join('.')}`;
  }
  if (clause === '*') return '';
  const [, operator, bare] = CLAUSE.exec(clause) ?? [];
  return bare === undefined ? undefined : `${operator ?? '=='}${bare}`;
}

/** The first part that is not zero must stay; where all are, the last. */
function caretPlace(parts: readonly number[]): number {
  const place = parts.findIndex((part) => part !== 0);
  return place === -1 ? parts.length - 1 : place;
}

/** Is a version of Python, such as 3.11.7, one of these? What cannot be read does not speak against it. */
export function isAmong(version: string, specifiers: Specifiers): boolean {
  return specifiers.split(',').every((each) => {
    const [, operator = '==', wanted = ''] = CLAUSE.exec(each.trim()) ?? [];
    if (wanted === '') return true;
    const isPrefix = wanted.endsWith('.*');
    const bound = wanted.replace(/\.\*$/, '');
    const isSame = isPrefix ? `${version}.`.startsWith(`${bound}.`) : compare(version, bound) === 0;
    switch (operator) {
      case '==':
      case '===':
        return isSame;
      case '!=':
        return !isSame;
      case '>=':
        return compare(version, bound) >= 0;
      case '<=':
        return compare(version, bound) <= 0;
      case '>':
        return compare(version, bound) > 0;
      case '<':
        return compare(version, bound) < 0;
      default: {
        const above = bound.split('.').slice(0, -1).join('.');
        return compare(version, bound) >= 0 && `${version}.`.startsWith(`${above}.`);
      }
    }
  });
}

function compare(one: string, other: string): number {
  const [a, b] = [one, other].map((each) => each.split('.').map((part) => parseInt(part, 10) || 0));
  for (let place = 0; place < 4; place += 1) {
    const difference = (a?.[place] ?? 0) - (b?.[place] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
