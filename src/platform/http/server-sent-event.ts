/**
 * One event of a stream (WHATWG HTML, 9.2 Server-sent events).
 * @param data becomes one line of JSON
 */
export function serverSentEvent(name: string, data: Readonly<Record<string, unknown>> = {}): string {
  return `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}
