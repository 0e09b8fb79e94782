/** The text that is run in place of what stands in a file, by its path. */
export const instead: Map<string, string>;
/** Which files a file of the repository imports, by their paths. */
export const imports: Map<string, Set<string>>;
/** Loads a file of the repository and all that it imports as if for the first time, once for each `generation`. */
export function load(path: string, generation: number): Promise<unknown>;
