/** How the OpenAPI document writes a body that is no JSON; `ApiProduces` beside it says of which types. */
export const BYTES_BODY = { schema: { type: 'string', format: 'binary' } } as const;
