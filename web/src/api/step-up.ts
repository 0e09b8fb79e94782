type Ask = () => Promise<boolean>;

let ask: Ask = () => Promise.resolve(false);
let running: Promise<boolean> | null = null;

/** Says who asks the person for the second factor once more; returns how to take that back. */
export function whenStepUpIsNeeded(asker: Ask): () => void {
  ask = asker;
  return () => {
    ask = () => Promise.resolve(false);
  };
}

/** Asks the person; resolves to whether the second factor was shown. Calls that need it at once share one question. */
export function stepUp(): Promise<boolean> {
  running ??= ask().finally(() => {
    running = null;
  });
  return running;
}

/** Whether the server wants the second factor once more before it does what it was asked. */
export async function needsStepUp(response: Response): Promise<boolean> {
  if (response.status !== 403) return false;
  const problem: unknown = await response
    .clone()
    .json()
    .catch(() => null);
  return typeof problem === 'object' && problem !== null && 'code' in problem && problem.code === 'step-up-required';
}
