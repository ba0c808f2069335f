/** Input that cannot be read: the message names the place and what is allowed there. Ends in exit status 2. */
export class InputError extends Error {
  override readonly name = 'InputError';
}
