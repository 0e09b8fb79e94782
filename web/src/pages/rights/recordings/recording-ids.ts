const ID = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/i;

/** The ids of recordings in a text of links or ids, a line each; each once. */
export function recordingIdsIn(text: string): string[] {
  return [...new Set(linesIn(text).flatMap(line => ID.exec(line)?.[0].toLowerCase() ?? []))];
}

/** The lines that name no recording. */
export function strangeLinesIn(text: string): string[] {
  return linesIn(text).filter(line => !ID.test(line));
}

function linesIn(text: string): string[] {
  return text
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '');
}
