import type { Page } from 'playwright-core';

/** Notes every address that a page visits and every request that it sends. */
export class WatchedPage {
  readonly addresses: string[] = [];
  /** Without what the page itself has put up, which sends nothing. */
  readonly requests: string[] = [];
  readonly faults: string[] = [];
  /** What the page's own policy of contents kept from it. */
  readonly violations: string[] = [];

  constructor(readonly page: Page) {
    page.on('framenavigated', frame => {
      this.addresses.push(frame.url());
    });
    page.on('request', request => {
      if (!request.url().startsWith('blob:')) this.requests.push(request.url());
    });
    page.on('console', message => {
      if (/Content Security Policy/i.test(message.text())) this.violations.push(message.text());
    });
    page.on('pageerror', error => {
      this.faults.push(error.message);
    });
  }

  /** Every address of the page and of its requests. */
  get visited(): string[] {
    return [...this.addresses, ...this.requests];
  }

  /** Requests that went anywhere else than to `origin`. */
  strangers(origin: string): string[] {
    return this.requests.filter(url => !url.startsWith(origin));
  }

  /** Addresses, of pages and of requests, in which one of `texts` stands, written or encoded. */
  tellingAddresses(texts: readonly string[]): string[] {
    return this.visited.filter(address => texts.some(text => plain(address).includes(text.toLowerCase())));
  }
}

function plain(address: string): string {
  try {
    return decodeURIComponent(address.replaceAll('+', ' ')).toLowerCase();
  } catch {
    return address.toLowerCase();
  }
}
