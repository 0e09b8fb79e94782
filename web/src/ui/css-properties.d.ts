import 'react';

declare module 'react' {
  interface CSSProperties {
    /** How far a slider or bar is filled, in percent. */
    '--done'?: string;
  }
}
