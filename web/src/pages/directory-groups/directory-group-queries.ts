/** The key under which the client remembers the groups of the directory. */
export const DIRECTORY_GROUPS = ['directory-groups'] as const;
