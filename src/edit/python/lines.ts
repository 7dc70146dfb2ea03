/** The start of the line below the one that `from` is on; the text's end where there is none. */
export function lineAfter(from: number, text: string): number {
  // A statement's node may go on over its newline.
  const end = text.slice(0, from).trimEnd().length;
  const rest = /[^\r\n]*(\r\n|\n|\r|$)/y;
  rest.lastIndex = end;
  return end + (rest.exec(text)?.[0].length ?? 0);
}
