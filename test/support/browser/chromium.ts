import { chromium, type Browser } from 'playwright-core';

/** It starts as root too, and asks nobody outside for anything. */
const ARGUMENTS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking'];

/** @param more arguments that a test depends on */
export function launchChromium(executablePath: string, ...more: readonly string[]): Promise<Browser> {
  return chromium.launch({ executablePath, args: [...ARGUMENTS, ...more] });
}
