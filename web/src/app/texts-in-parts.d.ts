/** A part of a language's texts (`scripts/texts-in-parts.mjs`). */
declare module '*.json?first' {
  const texts: object;
  export default texts;
}

declare module '*.json?rest' {
  const texts: object;
  export default texts;
}
