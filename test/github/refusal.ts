/** A refusal of the GraphQL API in GitHub's own form: `type` beside the message. */
export class Refusal extends Error {
  constructor(
    readonly type: string,
    message: string,
  ) {
    super(message);
  }
}
