/** A message was not taken; `code` is stable and says nothing of what a server has answered. */
export class SendingFailed extends Error {
  override readonly name = 'SendingFailed';

  constructor(
    readonly code: string,
    options?: ErrorOptions,
  ) {
    super(`couldn't send a message: ${code}`, options);
  }
}
