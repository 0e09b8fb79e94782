/** The networks in a text, one a line. */
export function networksIn(text: string): string[] {
  return text
    .split(/[\n,]/)
    .map(line => line.trim())
    .filter(line => line !== '');
}

const NETWORK = /^(?:\d{1,3}(?:\.\d{1,3}){3}(?:\/\d{1,2})?|[0-9a-f:]+:[0-9a-f:]*(?:\/\d{1,3})?)$/i;

/** Whether each line looks like a network; the server looks closer. */
export function areNetworks(text: string): boolean {
  return networksIn(text).every(line => NETWORK.test(line));
}
