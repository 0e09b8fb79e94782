import type { Page, Request } from 'playwright-core';

/** Notes every address that a page visits and every request that it sends. */
export class WatchedPage {
  readonly addresses: string[] = [];
  readonly #requests: Request[] = [];
  readonly faults: string[] = [];

  constructor(
    readonly page: Page,
    private readonly origin: string,
  ) {
    page.on('framenavigated', frame => {
      this.addresses.push(frame.url());
    });
    page.on('request', request => {
      this.#requests.push(request);
    });
    page.on('pageerror', error => {
      this.faults.push(error.message);
    });
  }

  /** Requests that went anywhere else. */
  strangers(): string[] {
    return this.#requests.map(request => request.url()).filter(url => !url.startsWith(this.origin));
  }

  /** Addresses, of pages and of requests, in which one of `texts` stands, written or encoded. */
  tellingAddresses(texts: readonly string[]): string[] {
    const all = [...this.addresses, ...this.#requests.map(request => request.url())];
    return all.filter(address => texts.some(text => plain(address).includes(text.toLowerCase())));
  }
}

function plain(address: string): string {
  try {
    return decodeURIComponent(address.replaceAll('+', ' ')).toLowerCase();
  } catch {
    return address.toLowerCase();
  }
}
