/** Which of two channels is heard: both, or one of them on both ears. */
export type Heard = 'both' | 0 | 1;

/**
 * Lets one channel of an `<audio>` be heard alone. The sound goes through the page from the first choice on; until then the
 * element plays by itself.
 */
export class ChannelHearing {
  #gains: readonly GainNode[] | null = null;
  #context: AudioContext | null = null;

  constructor(private readonly element: HTMLAudioElement) {}

  hear(heard: Heard): void {
    if (heard === 'both' && !this.#gains) return;
    this.#gains ??= gainsOf(this.element, (this.#context ??= new AudioContext()));
    for (const [channel, gain] of this.#gains.entries())
      gain.gain.value = heard === 'both' || heard === channel ? 1 : 0;
  }

  /** The playback is over. */
  close(): void {
    void this.#context?.close();
    this.#context = this.#gains = null;
  }
}

function gainsOf(element: HTMLAudioElement, context: AudioContext): GainNode[] {
  const splitter = context.createChannelSplitter(2);
  context.createMediaElementSource(element).connect(splitter);
  const together = context.createGain();
  together.channelCount = 1; // both ears hear the same
  together.channelCountMode = 'explicit';
  together.connect(context.destination);
  void context.resume();
  return [0, 1].map(channel => {
    const gain = context.createGain();
    splitter.connect(gain, channel);
    gain.connect(together);
    return gain;
  });
}
