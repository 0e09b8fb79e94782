import { applyDecorators, Header } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiProduces } from '@nestjs/swagger';
import { scimAnswer } from './scim.schemas.js';

const SCIM_JSON = 'application/scim+json';

/** The answer of a route is in SCIM's media type (RFC 7644 §3.1). */
export function ScimAnswered({ status = 200 }: { readonly status?: 200 | 201 } = {}): MethodDecorator {
  const described = status === 201 ? ApiCreatedResponse : ApiOkResponse;
  return applyDecorators(
    Header('content-type', `${SCIM_JSON}; charset=utf-8`),
    ApiProduces(SCIM_JSON),
    described({ standardSchema: scimAnswer }),
  );
}
