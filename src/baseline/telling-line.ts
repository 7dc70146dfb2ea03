/** How Python ends a traceback: the name of the exception, and what it says. */
const EXCEPTION = /^(?:[A-Za-z_]\w*\.)*(?:[A-Z]\w*)?(?:Error|Exception|Exit|Interrupt)\b/;
/** In pip's words from version 22 on. */
const BUILD_FAILURE =
  /subprocess-exited-with-error|legacy-install-failure|failed-wheel-build|Failed building wheel/;
const LONGEST = 240;

/**
 * The one line of a program's output that tells why it failed: the exception that ended a traceback,
 * with the lines that belong to it, else the last line.
 */
export function tellingLine(output: string): string {
  const lines = linesOf(output);
  const exception = lines.findLastIndex((line) => EXCEPTION.test(line));
  const found = exception === -1 ? lines.slice(-1) : lines.slice(exception, exception + 3);
  return short(found.join(' '));
}

/** The same for pip: which package it could not build and why, else its last error. */
export function pipsReason(output: string): string {
  const lines = linesOf(output);
  if (BUILD_FAILURE.test(output)) {
    const why = lines.findLast((line) => {
      const text = line.trim();
      return EXCEPTION.test(text) || /^error: [^-]+ /.test(text);
    });
    return short(`it cannot build ${unbuilt(output)}${why === undefined ? '' : `: ${why.trim()}`}`);
  }
  return short(lines.findLast((line) => line.startsWith('ERROR: ')) ?? lines.at(-1) ?? '');
}

/** The package that pip could not build, of whichever age it is. */
function unbuilt(output: string): string {
  const named =
    /^ *(?:ERROR: )?Failed (?:to build|building wheel for) '?([\w.-]+)/m.exec(output)?.[1] ??
    /^╰─> ([\w.-]+)$/m.exec(output)?.[1];
  const last = [...output.matchAll(/^ *Collecting ([\w.-]+)/gm)].at(-1)?.[1];
  return named ?? last ?? 'a package';
}

function linesOf(output: string): string[] {
  return output.split(/\r?\n/).filter((line) => line.trim() !== '');
}

function short(text: string): string {
  const line = text.trim().replaceAll(/\s+/g, ' ');
  if (line === '') return 'it said nothing';
  return line.length <= LONGEST ? line : `${line.slice(0, LONGEST)}…`;
}
