/**
 * A value that is nothing but a variable, as one that Compose refuses to go on without:
 * `${NAME}` becomes `${NAME:?}` (Compose specification, "Interpolation").
 */
export function demanded(text: string): string {
  const name = /^\$(?:\{(\w+)\}|(\w+))$/.exec(text);
  return name === null ? text : `\${${name[1] ?? name[2] ?? ''}:?}`;
}
