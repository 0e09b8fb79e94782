/** Something that reads what comes from outside. */
export interface Target {
  readonly name: string;
  /** Documents that are changed at random. */
  readonly examples: readonly Buffer[];
  /** Pieces that matter to the reader; they are put in, once or many times. */
  readonly pieces: readonly string[];
  /** Reads one input. @throws DomainError where it is refused; anything else is a finding */
  readonly read: (input: Buffer) => void;
}
