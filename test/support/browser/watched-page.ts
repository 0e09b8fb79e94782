import type { Page, Request } from 'playwright-core';

/** Notes every address that a page visits and every request that it sends. */
export class WatchedPage {
  readonly addresses: string[] = [];
  readonly #requests: Request[] = [];
  readonly faults: string[] = [];
  /** What the page's own policy of contents kept from it. */
  readonly violations: string[] = [];

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
    page.on('console', message => {
      if (/Content Security Policy/i.test(message.text())) this.violations.push(message.text());
    });
    page.on('pageerror', error => {
      this.faults.push(error.message);
    });
  }

  /** Requests that went anywhere else. */
  strangers(): string[] {
    const own = [this.origin, `blob:${this.origin}`, 'data:'];
    return this.#requests.map(request => request.url()).filter(url => !own.some(start => url.startsWith(start)));
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
