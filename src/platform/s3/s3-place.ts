/** A bucket, or the part of one below a prefix, at a store that speaks S3, and how it is reached. */
export interface S3Place {
  readonly bucket: string;
  /** Empty, or ending in a slash. */
  readonly prefix: string;
  /** Where the store is, such as `https://s3.example.org`. */
  readonly endpoint: string;
  readonly region: string;
  /** Whether the bucket stands in the path of the address and not in its host. */
  readonly pathStyle: boolean;
  readonly accessKey: string;
  readonly secretKey: string;
}
