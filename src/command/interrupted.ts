/** Ctrl-C at a question: everything stops, before anything was written. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';

  constructor() {
    super('stopped, nothing was written');
  }
}
