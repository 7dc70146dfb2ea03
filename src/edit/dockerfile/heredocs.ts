/** A here-document that an instruction opens: `<<EOF`, `<<-"EOF"`. */
interface Heredoc {
  readonly name: string;
  /** `<<-`: tabs in front of its lines are no part of them. */
  readonly chomp: boolean;
}

const OPENING = /^(?:ONBUILD\s+)?(?:RUN|COPY|ADD)\s/i;
const WORDS = /(?:"(?:\\[^]|[^"\\])*"|'[^']*'|\\[^]|[^\s"'\\])+/g;
const HEREDOC = /^\d*<<(-?)([^<]+)$/;

/** The here-documents of an instruction, told apart as BuildKit does: word by word, quotes kept. */
export function heredocsIn(instruction: string): Heredoc[] {
  if (!OPENING.test(instruction) || !instruction.includes('<<')) return [];
  return [...instruction.matchAll(WORDS)].flatMap(([word]) => {
    const found = HEREDOC.exec(word);
    if (found === null) return [];
    const [, dash, name = ''] = found;
    return { name: name.replaceAll(/"([^"]*)"|'([^']*)'|\\([^])/g, '$1$2$3'), chomp: dash === '-' };
  });
}
