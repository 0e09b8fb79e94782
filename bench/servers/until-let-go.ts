/** Says to the bench that the server is ready, and calls `stop` when the bench lets go of this process or is gone. */
export function serveUntilLetGo(said: unknown, stop: () => Promise<void>): void {
  process.on('SIGINT', () => undefined); // a Ctrl-C reaches the whole group: the bench ends us in its order
  process.once('disconnect', () => {
    void stop();
  });
  process.send?.(said);
}
