/** A file, by its name: relative, with slashes. */
export interface OutsideFile {
  readonly name: string;
  readonly bytes: Buffer;
  /** Whether it is never replaced: a place that can keep it from being deleted does so, for its time. */
  readonly lasting?: boolean;
}

/** A place outside the database and the data folder, whose files are written whole or not at all. */
export interface OutsidePlace {
  /** What people are told of where it is: a path, or the address of a bucket. */
  readonly path: string;

  /** The bytes of a file; null where there is none. */
  read(name: string): Promise<Buffer | null>;

  /** Writes a file durably, in place of an earlier one. @throws DomainError `storage-full` */
  write(file: OutsideFile): Promise<void>;

  /** Writes some files durably: each as {@link write} does, in any order. */
  writeAll(files: readonly OutsideFile[]): Promise<void>;

  /** Removes a file, or everything below a name; there may be none. */
  remove(name: string): Promise<void>;

  /** The names of all files. */
  names(): Promise<string[]>;

  /** The same files in a folder of this machine, for as long as `work` takes. */
  asFolder<T>(work: (path: string) => Promise<T>): Promise<T>;

  /** Lets go of what it holds open. */
  close(): void;
}
