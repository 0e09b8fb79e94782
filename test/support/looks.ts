/** A look that began after the call: one that is under way may have missed what was done just before it. */
export async function lookAnew(job: { look(): Promise<unknown> }): Promise<void> {
  await job.look();
  await job.look();
}
