/** What an API needs cannot be installed for it; the message says why, in a part of a sentence. */
export class Unplannable extends Error {
  override readonly name = 'Unplannable';
}
