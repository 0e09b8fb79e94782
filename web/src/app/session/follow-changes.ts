import { renewSession } from '../../api/renewal.js';
import type { WorkUnderWay } from '../work/work-under-way.js';
import { waitBeforeMs } from './wait-before.js';

/** Three heartbeats of the server: a connection that is quiet for longer is dead. */
const QUIET_MS = 45_000;

/** When a session will end, and why. */
export interface SessionEnd {
  readonly at: Date;
  readonly because: 'idle' | 'too-old';
}

/** What a page wants to hear of. */
interface ChangeListener {
  /** The access epoch that the page knows of now. */
  readonly knownEpoch: () => number;
  readonly onRightsChanged: () => void;
  /** The session will end by itself at that moment of this computer; null: it goes on after all. */
  readonly onEndsSoon: (end: SessionEnd | null) => void;
  /** How far the work is that the person waits for; nothing until the server tells. */
  readonly onWork: (items: readonly WorkUnderWay[]) => void;
  /** `why` is the server's code for how the session ended; null where it only turned out to be over. */
  readonly onSessionEnded: (why: string | null) => void;
}

/**
 * Has the server tell of changes (`GET /me/changes`) while the page is visible, and comes back by itself when the
 * connection breaks. Being told is not use: it does not hold a session open. Returns what ends it.
 */
export function followChanges(listener: ChangeListener): () => void {
  const following = new Following(listener);
  const onVisibility = () => {
    following.turn(document.visibilityState === 'visible');
  };
  document.addEventListener('visibilitychange', onVisibility);
  onVisibility();
  return () => {
    document.removeEventListener('visibilitychange', onVisibility);
    following.turn(false);
  };
}

class Following {
  readonly #listener: ChangeListener;
  #source: EventSource | null = null;
  #timer: number | undefined;
  #failures = 0;
  #isOn = false;

  constructor(listener: ChangeListener) {
    this.#listener = listener;
  }

  turn(on: boolean): void {
    if (on === this.#isOn) return;
    this.#isOn = on;
    this.#close();
    if (on) this.#open();
  }

  #open(): void {
    const source = new EventSource(`/api/v1/me/changes?since=${this.#listener.knownEpoch()}`);
    this.#source = source;
    this.#listener.onWork([]);
    let answered = false;
    this.#within(QUIET_MS, false);
    source.addEventListener('heartbeat', () => {
      answered = true;
      this.#failures = 0;
      this.#within(QUIET_MS, false);
    });
    source.addEventListener('rights-changed', this.#listener.onRightsChanged);
    source.addEventListener('session-ends-soon', event => {
      this.#listener.onEndsSoon(endIn(event));
    });
    source.addEventListener('session-goes-on', () => {
      this.#listener.onEndsSoon(null);
    });
    source.addEventListener('work', event => {
      this.#listener.onWork(workIn(event));
    });
    source.addEventListener('session-ended', event => {
      this.turn(false);
      this.#listener.onSessionEnded(whyIn(event));
    });
    source.addEventListener('error', () => {
      this.#comeBack(!answered);
    });
  }

  /** A connection that never came about may have been refused for an access token that has ended. */
  #comeBack(refused: boolean): void {
    this.#close();
    if (this.#isOn) this.#within(waitBeforeMs(this.#failures, Math.random()), refused);
    this.#failures += 1;
  }

  #within(ms: number, refused: boolean): void {
    window.clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => {
      this.#close();
      void this.#again(refused);
    }, ms);
  }

  async #again(refused: boolean): Promise<void> {
    try {
      if (refused && !(await renewSession())) {
        this.turn(false);
        this.#listener.onSessionEnded(null);
      } else if (this.#isOn && !this.#source) this.#open();
    } catch {
      this.#comeBack(refused); // the server is away: that says nothing about the session
    }
  }

  #close(): void {
    window.clearTimeout(this.#timer);
    this.#source?.close();
    this.#source = null;
  }
}

function whyIn(event: MessageEvent<unknown>): string | null {
  const data: unknown = JSON.parse(String(event.data));
  const isTold = typeof data === 'object' && data !== null && 'because' in data && typeof data.because === 'string';
  return isTold ? String(data.because) : null;
}

/** The server tells how long it is, since the clocks may differ. */
function endIn(event: MessageEvent<unknown>): SessionEnd {
  const data = JSON.parse(String(event.data)) as { because: SessionEnd['because']; inSeconds: number }; // as the server documents it
  return { at: new Date(Date.now() + data.inSeconds * 1000), because: data.because };
}

function workIn(event: MessageEvent<unknown>): readonly WorkUnderWay[] {
  return (JSON.parse(String(event.data)) as { items: WorkUnderWay[] }).items; // as the server documents it
}
