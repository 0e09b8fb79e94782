/** Operations that nothing here gets an answer below 400 from, and why. Every other one that is never taken fails the run. */
export const EXCUSED: Readonly<Record<string, string>> = {
  'POST /api/v1/sessions/openid/second-factor':
    'follows a sign-in at the provider, whose tokens are of another time than the clock here: openid-second-factor.spec',
};

/** Which of the operations that were never taken nobody has excused. */
export function unexcused(neverTaken: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(neverTaken).filter(name => !(name in EXCUSED));
}
