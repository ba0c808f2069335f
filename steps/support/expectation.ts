/** The behaviour is not as the scenario states; the message is a report for people. */
export class ExpectationError extends Error {
  override readonly name = 'ExpectationError';
}
