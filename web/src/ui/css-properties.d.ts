import 'react';

declare module 'react' {
  interface CSSProperties {
    /** How far a slider or bar is filled, in percent. */
    '--done'?: string;
    /** The columns of a long table, as tracks of a grid. */
    '--tracks'?: string;
    /** How many rows a part of a table has. */
    '--rows'?: number;
  }
}
