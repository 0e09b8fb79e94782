import { useEffect, useRef, useState, type SyntheticEvent } from 'react';
import type { Playback } from '../../api/types.js';
import { ChannelHearing, type Heard } from './channel-hearing.js';
import { PLAYBACK_CALLS, type ServedCalls } from './playback-calls.js';
import { PlayedTime } from './played-time.js';

export const SPEEDS = [0.75, 1, 1.25, 1.5, 1.75, 2] as const;

/** How a playback came to its end: by the listener, by its time, or because it is not allowed any more, or because the log is closed. */
export type PlaybackOutcome = 'finished' | 'expired' | 'not-allowed' | 'log-closed';

type AudioEvent = SyntheticEvent<HTMLAudioElement>;

/** What is played: a granted playback, or a listening to a copy. */
export type Served = Pick<Playback, 'id' | 'audioUrl' | 'expiresAt'>;

/** Binds an `<audio>` element to one granted playback, and tells the server when listening is over. */
export function usePlayback(playback: Served, onOver: (how: PlaybackOutcome) => void, calls = PLAYBACK_CALLS) {
  const element = useRef<HTMLAudioElement>(null);
  const hearing = useRef<ChannelHearing>(null);
  const [played] = useState(() => new PlayedTime());
  const [atMs, setAtMs] = useState(0);
  const [isPlaying, setPlaying] = useState(false);
  const { isStuck, onTrouble, onProgress } = useTrouble(playback.id, onOver, calls);
  useEndAtLeave(playback.id, played, calls);
  useExpiry(playback.expiresAt, onOver);
  useEffect(
    () => () => {
      hearing.current?.close();
    },
    [],
  );

  const play = () => {
    if (element.current) start(element.current, isStuck);
  };
  const moveTo = (ms: number) => {
    if (!element.current) return;
    const to = Math.max(0, ms);
    played.jump(to);
    element.current.currentTime = to / 1000;
    setAtMs(to);
  };
  return {
    element,
    atMs,
    isPlaying,
    isStuck,
    toggle: () => {
      if (isPlaying) element.current?.pause();
      else play();
    },
    moveTo,
    moveBy: (ms: number) => {
      moveTo((element.current?.currentTime ?? 0) * 1000 + ms);
    },
    setSpeed: (value: number) => {
      if (!element.current) return;
      element.current.preservesPitch = true; // voices stay voices
      element.current.playbackRate = value;
    },
    hear: (heard: Heard) => {
      if (element.current) (hearing.current ??= new ChannelHearing(element.current)).hear(heard);
    },
    setVolume: (value: number) => {
      if (element.current) element.current.volume = value;
    },
    audio: {
      ref: element,
      onPlay: () => {
        setPlaying(true);
      },
      onPause: () => {
        setPlaying(false);
      },
      onTimeUpdate: ({ currentTarget }: AudioEvent) => {
        const ms = currentTarget.currentTime * 1000;
        played.reach(ms);
        setAtMs(ms);
        if (!currentTarget.paused) onProgress();
      },
      onError: ({ currentTarget }: AudioEvent) => void onTrouble(currentTarget),
    },
  };
}

/**
 * The element says only that something failed. The server is asked what; where the playback lives on, as after a renewal
 * of the session, listening goes on at the same place, and where that fails too the listener is told.
 */
function useTrouble(id: string, onOver: (how: PlaybackOutcome) => void, calls: ServedCalls) {
  const [isStuck, setStuck] = useState(false);
  const tried = useRef(false);

  async function onTrouble(element: HTMLAudioElement): Promise<void> {
    const state = await calls.stateOf(id);
    if (state === 'expired' || state === 'not-allowed' || state === 'log-closed') onOver(state);
    else if (state === 'alive' && !tried.current) {
      tried.current = true;
      start(element, true);
    } else setStuck(true);
  }

  const onProgress = () => {
    tried.current = false;
    setStuck(false);
  };
  return { isStuck, onTrouble, onProgress };
}

/** Plays on; `anew` fetches again what failed and goes to the same place. A refusal comes as an `error` event too. */
function start(element: HTMLAudioElement, anew: boolean): void {
  if (anew) {
    const { currentTime, playbackRate } = element;
    element.load();
    element.currentTime = currentTime;
    element.playbackRate = playbackRate;
  }
  element.play().catch(() => undefined);
}

/** Ends the playback when the page is left, closed or hidden for good, or the listener has finished; once. */
function useEndAtLeave(id: string, played: PlayedTime, calls: ServedCalls): void {
  useEffect(() => {
    let ended = false;
    const end = () => {
      if (!ended) calls.end(id, played.totalMs);
      ended = true;
    };
    addEventListener('pagehide', end);
    return () => {
      removeEventListener('pagehide', end);
      end();
    };
  }, [id, played, calls]);
}

function useExpiry(expiresAt: string, onOver: (how: PlaybackOutcome) => void): void {
  const latest = useRef(onOver);
  useEffect(() => {
    latest.current = onOver;
  });
  useEffect(() => {
    const timer = setTimeout(
      () => {
        latest.current('expired');
      },
      Date.parse(expiresAt) - Date.now(),
    );
    return () => {
      clearTimeout(timer);
    };
  }, [expiresAt]);
}
