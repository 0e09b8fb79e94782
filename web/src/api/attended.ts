/** So long after the last touch of the page what it asks for counts as asked by its person. */
const ATTENDED_MS = 60_000;
const TOUCHES = ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const;

/** Says to the server that the page asks by itself; such a call does not hold the session open. */
export const UNATTENDED_HEADER = 'x-tallenne-unattended';

let touchedAtMs = performance.now();

/** Notes from here on when the person touched `page`; to come to it is to touch it. */
export function noteTouches(page: EventTarget, now: () => number = () => performance.now()): void {
  const note = () => {
    touchedAtMs = now();
  };
  note();
  for (const touch of TOUCHES) page.addEventListener(touch, note, { capture: true, passive: true });
}

/** Marks a request that no touch of the person led to. */
export function markAttention(request: Request, nowMs: number = performance.now()): Request {
  if (nowMs - touchedAtMs > ATTENDED_MS) request.headers.set(UNATTENDED_HEADER, 'true');
  return request;
}
